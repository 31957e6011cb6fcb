using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class SecretStoreTests : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ddd-secrets-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Ensure_WithoutAChoice_MakesOneAndKeepsIt()
    {
        var made = Store(None).Ensure(SecretStore.NatsPassword);

        made.ShouldMatch("^[0-9a-f]{40}$");
        Store(None).Ensure(SecretStore.NatsPassword).ShouldBe(made);
    }

    [Fact]
    public void Ensure_WithAChoice_TakesThat()
    {
        Store(None.Add(SecretStore.NatsPassword, "chosen")).Ensure(SecretStore.NatsPassword).ShouldBe("chosen");

        Store(None).Ensure(SecretStore.NatsPassword).ShouldBe("chosen");
    }

    [Fact]
    public void Ensure_WithAnotherChoiceThanIsInUse_RefusesAndKeepsIt()
    {
        var made = Store(None).Ensure(SecretStore.PostgresPassword);

        var refusal = Should.Throw<MachineException>(() => Store(None.Add(SecretStore.PostgresPassword, "another")).Ensure(SecretStore.PostgresPassword));

        refusal.Message.ShouldBe($"postgres-password is not the one that the environment in {folder.FullName} was made with");
        Store(None).Find(SecretStore.PostgresPassword).ShouldBe(made);
    }

    private SecretStore Store(ImmutableSortedDictionary<string, string> chosen) => new(new StateLayout(folder.FullName), chosen);
}
