using System.Net;
using System.Net.Sockets;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Listeners;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

[Collection(EnvironmentCollection.Name)]
public sealed class EnvironmentLeaseTests : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("ddd-lease-");
    private readonly FakeLogger logger = new();
    private readonly EnvironmentOptions options;

    public EnvironmentLeaseTests() => options = new EnvironmentOptions
    {
        RepositoryRoot = state.FullName,
        StateDirectory = state.FullName,
        Ports = new Ports { Registry = 6601, Api = 6680, DevApi = 6681, Page = 6650, Git = 6630, Load = 6655 },
    };

    public void Dispose() => state.Delete(recursive: true);

    /// <summary>A folder with a mark is bound to its engine; nothing was made here that would have to be found again.</summary>
    [Fact]
    public async Task Enter_WhenAPortIsTaken_LeavesTheFolderToAnyEngine()
    {
        using var taken = new TcpListener(IPAddress.Loopback, options.Ports.Page);
        taken.Start();

        await Should.ThrowAsync<PortTakenException>(() => Lease().EnterAsync(TestContext.Current.CancellationToken));

        File.Exists(options.Layout.Engine).ShouldBeFalse();
    }

    [Fact]
    public async Task End_WhenTheEnvironmentCannotBeRemoved_SaysWhyAndWhatToDo()
    {
        var lease = Lease();
        await lease.EnterAsync(TestContext.Current.CancellationToken);
        lease.Leave();
        // The removal begins with the lock, and so fails before anything is touched.
        File.Delete(options.Layout.Lock);
        Directory.CreateDirectory(options.Layout.Lock);

        await lease.DisposeAsync();

        logger.Lines.ShouldHaveSingleItem().ShouldMatch(@"(?s)^not everything was removed: the state folder .* can't be written: .*\nNext: .*\nThen: \./demo down --state .* --registry-port 6601 .*   # removes the rest$");
        Environment.ExitCode.ShouldBe(3);
        Environment.ExitCode = 0;
    }

    private EnvironmentLease Lease() => new(
        new LocalEnvironment(options, new Progress<EnvironmentEvent>(), TimeProvider.System), ClusterLifetime.Session, logger, TimeProvider.System);

    private sealed class FakeLogger : ILogger<EnvironmentLease>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
