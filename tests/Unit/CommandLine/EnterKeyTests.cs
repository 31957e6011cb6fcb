using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.CommandLine;

/// <summary>Enter on the command line, as the presenter's "next".</summary>
public sealed class EnterKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_LetsTheStepThatWaitsBegin_AndNoOther()
    {
        var asked = new ConcurrentQueue<string>();
        using var runner = new RunnerClient(new HttpClient(new FakeRunner(asked)) { BaseAddress = new Uri("http://127.0.0.1:1") });
        using var terminal = new FakeTerminal();
        var enter = new EnterKey(terminal, runner);

        enter.Awaits(3, Token);
        terminal.Press();
        await UntilAsync(() => asked.Count == 1);
        enter.Awaits(null, Token);
        terminal.Press();
        await UntilAsync(() => terminal.Unread == 0);
        enter.Awaits(4, Token);
        terminal.Press();
        await UntilAsync(() => asked.Count == 2);

        asked.ShouldBe(["/stories/current/next?step=3", "/stories/current/next?step=4"]);
    }

    private static Task UntilAsync(Func<bool> reached) =>
        new Wait("the key to be heard", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(10), "none")
            .UntilAsync(_ => Task.FromResult(reached() ? null : "not yet"), TimeProvider.System, Token);

    // The second answers that somebody at the page was faster.
    private sealed class FakeRunner(ConcurrentQueue<string> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Enqueue(request.RequestUri!.PathAndQuery);
            return Task.FromResult(new HttpResponseMessage(asked.Count == 1 ? HttpStatusCode.Accepted : HttpStatusCode.Conflict) { Content = new StringContent("{}") });
        }
    }

    private sealed class FakeTerminal : TextReader
    {
        private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

        // A line counts as read once the reader has come back for the next one.
        public int Unread => Volatile.Read(ref pressed) - Math.Max(0, Volatile.Read(ref reads) - 1);

        private int pressed;
        private int reads;

        public void Press()
        {
            Interlocked.Increment(ref pressed);
            lines.Writer.TryWrite("");
        }

        public override string? ReadLine()
        {
            Interlocked.Increment(ref reads);
            return lines.Reader.ReadAsync(Token).AsTask().GetAwaiter().GetResult();
        }
    }
}
