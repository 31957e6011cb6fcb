namespace DddAspire.DemoRunner.Manifests;

/// <summary>What the pipeline writes on each Deployment it makes.</summary>
internal static class Annotations
{
    public const string Commit = "ddd.demo/commit";
    public const string Source = "ddd.demo/source";
    public const string ContentHash = "ddd.demo/content-hash";
    public const string Image = "ddd.demo/image";
    public const string Runtime = "ddd.demo/runtime";
    public const string Bar = "ddd.demo/bar";
}
