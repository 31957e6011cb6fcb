using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Requests;

/// <summary>The request of a plan; an answer in the 200s that says what was expected is a success. Used by any number of calls at a time.</summary>
internal sealed class RequestCall(byte[] keptOpen, byte[] closedAfter, ImmutableArray<Expectation> expected) : PlannedCall
{
    private const int Excerpt = 200;

    public override int LargestSize => closedAfter.Length;

    public override int Write(Span<byte> request, bool closeAfter)
    {
        var bytes = closeAfter ? closedAfter : keptOpen;
        bytes.CopyTo(request);
        return bytes.Length;
    }

    public override CallOutcome Check(in WireAnswer answer) => answer.Status switch
    {
        >= 300 and <= 399 => new CallOutcome.Failed(FailureKind.Redirect, Text($"{answer.Status} to {Latin(answer.Location.Span)}")),
        < 200 or > 299 => new CallOutcome.Failed(FailureKind.Status, Text($"{answer.Status} {Begin(answer.Body.Span)}").TrimEnd()),
        _ when expected.IsEmpty => CallOutcome.Succeeded.Instance,
        _ => CheckBody(answer.Body),
    };

    private CallOutcome CheckBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var expectation in expected)
            {
                if (expectation.FaultIn(document.RootElement) is { } fault)
                {
                    return new CallOutcome.Failed(FailureKind.WrongBody, fault);
                }
            }

            return CallOutcome.Succeeded.Instance;
        }
        catch (JsonException)
        {
            return new CallOutcome.Failed(FailureKind.WrongBody, $"no JSON: {Begin(body.Span)}");
        }
    }

    private static string Begin(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, Excerpt)]);

    private static string Latin(ReadOnlySpan<byte> value) => value.IsEmpty ? "nowhere" : Encoding.Latin1.GetString(value[..Math.Min(value.Length, Excerpt)]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The same request, over and over.</summary>
internal sealed class RequestScript(RequestCall call) : ICallScript
{
    public PlannedCall Next() => call;

    public void Ended(PlannedCall call, CallOutcome outcome)
    {
    }
}
