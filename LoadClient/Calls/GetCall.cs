using System.Globalization;
using System.Text;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Calls;

/// <summary>GET of one URL; an answer in the 200s is a success.</summary>
internal sealed class GetCall(Target target) : PlannedCall
{
    private readonly byte[] _keptOpen = Encoding.Latin1.GetBytes(RequestHead.Of("GET", target.PathAndQuery, target.Host, ""));
    private readonly byte[] _closed = Encoding.Latin1.GetBytes(RequestHead.Of("GET", target.PathAndQuery, target.Host, RequestHead.Close));

    public override int Write(Span<byte> request, bool closeAfter)
    {
        var bytes = closeAfter ? _closed : _keptOpen;
        bytes.CopyTo(request);
        return bytes.Length;
    }

    public override CallOutcome Check(in WireAnswer answer) => answer.Status is >= 200 and <= 299
        ? CallOutcome.Succeeded.Instance
        : new CallOutcome.Failed(FailureKind.Status, answer.Status.ToString(CultureInfo.InvariantCulture));
}
