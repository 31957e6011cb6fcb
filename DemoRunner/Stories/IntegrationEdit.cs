using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What a user changes in an integration's folder.</summary>
internal abstract record IntegrationEdit
{
    private IntegrationEdit()
    {
    }

    /// <summary>The files after the edit.</summary>
    /// <param name="folder">The files before it.</param>
    /// <param name="digest">The digest of the fix pack's image; null when it is not known or there is none.</param>
    /// <exception cref="DockerfileFaultException">They can't be edited for a user: it names the line.</exception>
    public abstract IntegrationFiles Apply(IntegrationFolder folder, string? digest);

    /// <summary>The commit message a user would write.</summary>
    public abstract string Message(string integration);

    /// <summary>The fix pack that it asks for; null when it leaves that alone.</summary>
    public virtual string? WantedFixPack => null;

    /// <summary>What the integration runs after it, given what it runs before.</summary>
    public IntegrationVersion After(IntegrationVersion before) => this switch
    {
        { WantedFixPack: { } fixPack } => before with { Runtime = fixPack },
        Bar { Name: var bar } => before with { Bar = bar },
        _ => before,
    };

    /// <summary>Another fix pack of the base image.</summary>
    public sealed record FixPack(string Tag) : IntegrationEdit
    {
        public override string? WantedFixPack => Tag;

        public override IntegrationFiles Apply(IntegrationFolder folder, string? digest) =>
            folder.Files with { Dockerfile = DockerfileEditor.WithBaseImage(folder.Plan, Tag, digest) };

        public override string Message(string integration) => $"Move {integration} to fix pack {Tag}";
    }

    /// <summary>Another bar.</summary>
    public sealed record Bar(string Name) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFolder folder, string? digest) =>
            folder.Files with { Dockerfile = folder.WithBar(Name) };

        public override string Message(string integration) => $"Deploy {Name} to {integration}";
    }

    /// <summary>Another fix pack, rolled out by stopping everything first.</summary>
    public sealed record FixPackByRecreate(string Tag) : IntegrationEdit
    {
        public override string? WantedFixPack => Tag;

        public override IntegrationFiles Apply(IntegrationFolder folder, string? digest) => folder.Files with
        {
            Dockerfile = DockerfileEditor.WithBaseImage(folder.Plan, Tag, digest),
            Deployment = DeploymentText.WithRecreate(folder.Files.Deployment),
        };

        public override string Message(string integration) => $"Move {integration} to fix pack {Tag}, all pods at once";
    }

    /// <summary>A comment: the folder differs, what it asks for does not.</summary>
    public sealed record Comment(string Text) : IntegrationEdit
    {
        public override IntegrationFiles Apply(IntegrationFolder folder, string? digest) =>
            folder.Files with { Dockerfile = DockerfileEditor.WithComment(folder.Plan, Text) };

        public override string Message(string integration) => $"Remark on {integration}";
    }
}
