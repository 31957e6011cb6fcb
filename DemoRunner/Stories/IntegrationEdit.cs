namespace DddAspire.DemoRunner.Stories;

/// <summary>What a user changes in an integration's folder.</summary>
internal abstract record IntegrationEdit
{
    private IntegrationEdit()
    {
    }

    /// <summary>The files after the edit.</summary>
    public abstract IntegrationFiles Apply(IntegrationFiles files);

    /// <summary>The commit message a user would write.</summary>
    public abstract string Message(string integration);

    /// <summary>Another fix pack of the base image.</summary>
    public sealed record FixPack(string Tag) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFiles files) =>
            files with { Dockerfile = DockerfileText.WithFixPack(files.Dockerfile, Tag) };

        public override string Message(string integration) => $"Move {integration} to fix pack {Tag}";
    }

    /// <summary>Another bar.</summary>
    public sealed record Bar(string Name) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFiles files) =>
            files with { Dockerfile = DockerfileText.WithBar(files.Dockerfile, Name) };

        public override string Message(string integration) => $"Deploy {Name} to {integration}";
    }

    /// <summary>Another fix pack, rolled out by stopping everything first.</summary>
    public sealed record FixPackByRecreate(string Tag) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFiles files) =>
            new(DockerfileText.WithFixPack(files.Dockerfile, Tag), DeploymentText.WithRecreate(files.Deployment));

        public override string Message(string integration) => $"Move {integration} to fix pack {Tag}, all pods at once";
    }

    /// <summary>A comment: the folder differs, what it asks for does not.</summary>
    public sealed record Comment(string Text) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFiles files) =>
            files with { Dockerfile = $"{files.Dockerfile.TrimEnd()}\n# {Text}\n" };

        public override string Message(string integration) => $"Remark on {integration}";
    }
}
