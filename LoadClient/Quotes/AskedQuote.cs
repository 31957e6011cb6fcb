using System.Globalization;
using System.Text.Unicode;

namespace DddAspire.LoadClient.Quotes;

/// <summary>A quote as it is asked for. Name, car and dents differ from one to the next, so that an answer to another call is noticed.</summary>
internal sealed record AskedQuote(RunIdentity Run, long Sequence)
{
    public const string Address = "12 Driveway Road";
    public const string UsState = "NY";

    public string Name => string.Create(CultureInfo.InvariantCulture, $"Caller {Sequence}");

    public string EMail => Run.EMail(Sequence);

    public string LicensePlate => string.Create(CultureInfo.InvariantCulture, $"DDD {Sequence % 10_000:D4}");

    public int Dents => DoorDents + FenderDents;

    private int DoorDents => 1 + (int)(Sequence % 4);

    private int FenderDents => 1 + (int)(Sequence % 3);

    /// <summary>Writes the body of the post and returns its size in bytes.</summary>
    public int WriteBody(Span<byte> body)
    {
        Utf8.TryWrite(
            body,
            CultureInfo.InvariantCulture,
            $$"""{"Name":"{{Name}}","EMail":"{{EMail}}","Address":"{{Address}}","USState":"{{UsState}}","LicensePlate":"{{LicensePlate}}","DentLocations":[{"PanelType":"Door","NumberOfDents":{{DoorDents}}},{"PanelType":"Fender","NumberOfDents":{{FenderDents}}}]}""",
            out var size);
        return size;
    }
}
