using System.Collections.Immutable;

namespace DddAspire.Unit.Dockerfiles;

/// <summary>Forms in which people write Dockerfiles, each with what it asks for; docker itself is asked whether that is so.</summary>
internal static class DockerfileCatalogue
{
    public const string Server = "judge.example/ace-server";
    private const string Old = $"{Server}:12.0.11.0-r1";

    /// <summary>The files beside each Dockerfile.</summary>
    public static ImmutableArray<string> Files { get; } = ["AcmeV1.bar", "AcmeV2.bar", "AcmeGrün.bar", "Acme V1.bar", "bars/AcmeV1.bar", "server.conf.yaml"];

    /// <summary>What docker takes: the form's name, the text, the base image, the bars that are named.</summary>
    public static ImmutableArray<DockerfileForm> Taken { get; } =
    [
        new("usual", $"FROM {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("no line end", $"FROM {Old}\nCOPY AcmeV1.bar /bars/", Old, "AcmeV1.bar"),
        new("lower case", $"from {Old}\ncopy AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("CRLF", $"FROM {Old}\r\nCOPY AcmeV1.bar /bars/\r\n", Old, "AcmeV1.bar"),
        new("byte order mark", $"\uFEFFFROM {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("tabs and blanks", $"\tFROM \t {Old}  \n  COPY\tAcmeV1.bar  /bars/ \n", Old, "AcmeV1.bar"),
        new("comments and blank lines", $"# base\n\n  # more\nFROM {Old}\n#FROM other:1\nCOPY AcmeV1.bar /bars/\n# COPY AcmeV2.bar /bars/\n", Old, "AcmeV1.bar"),
        new("continued FROM", $"FROM \\\n  {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("continued inside a word", "FROM judge.example/ace-server:12.0.\\\n11.0-r1\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("continued with white space after", $"FROM \\  \n  {Old}\nCOPY AcmeV1.bar \\\t\n /bars/\n", Old, "AcmeV1.bar"),
        new("comment and blank line in a continuation", $"FROM {Old}\nCOPY AcmeV1.bar \\\n# FROM other:1\n\n   # and more\n /bars/\n", Old, "AcmeV1.bar"),
        new("escape directive", $"# escape=`\nFROM `\n {Old}\nCOPY AcmeV1.bar `\n /bars/\n", Old, "AcmeV1.bar"),
        new("escape directive with blanks", $"#  Escape = `\nFROM `\n {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("escape that is a comment", $"# a comment\n# escape=`\nFROM \\\n {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG with a default", $"ARG FIX_PACK=12.0.11.0-r1\nFROM {Server}:${{FIX_PACK}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG without braces", $"ARG FIX_PACK=12.0.11.0-r1\nFROM {Server}:$FIX_PACK\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG of the whole image", $"ARG BASE={Old}\nFROM ${{BASE}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG in quotes", $"ARG BASE=\"{Old}\"\nFROM \"$BASE\"\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG of ARGs", $"ARG PACK=11\nARG TAG=12.0.${{PACK}}.0-r1\nFROM {Server}:$TAG\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("several ARGs on a line", $"ARG NAME=ace-server TAG=12.0.11.0-r1\nFROM judge.example/${{NAME}}:${{TAG}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG set twice", $"ARG TAG=12.0.12.0-r1\nARG TAG=12.0.11.0-r1\nFROM {Server}:$TAG\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG below FROM is another", $"ARG TAG=12.0.11.0-r1\nFROM {Server}:$TAG\nARG TAG=12.0.12.0-r1\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("default in braces", $"FROM {Server}:${{TAG:-12.0.11.0-r1}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("default of an empty ARG", $"ARG TAG=\nFROM {Server}:${{TAG:-12.0.11.0-r1}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("alternative in braces", $"ARG PIN=yes\nFROM {Server}${{PIN:+:12.0.11.0-r1}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("default of a default", $"ARG OTHER=12.0.11.0-r1\nFROM {Server}:${{TAG:-${{OTHER}}}}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ARG in the bar's name", $"FROM {Old}\nARG VERSION=V1\nCOPY Acme${{VERSION}}.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ENV in the bar's name", $"FROM {Old}\nENV VERSION V1\nCOPY Acme$VERSION.bar /bars/\n", Old, "AcmeV1.bar"),
        new("global ARG taken into the stage", $"ARG VERSION=V1\nFROM {Old}\nARG VERSION\nCOPY Acme$VERSION.bar /bars/\n", Old, "AcmeV1.bar"),
        new("named stage", $"FROM {Old} AS runtime\nFROM runtime\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("named stage in another case", $"FROM {Old} as Runtime\nFROM runtime\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("stages in a chain", $"FROM {Old} AS one\nFROM one AS two\nCOPY AcmeV1.bar /bars/\nFROM two\n", Old, "AcmeV1.bar"),
        new("copied from a named stage", $"FROM {Server}:12.0.12.0-r1 AS pack\nCOPY AcmeV1.bar /tmp/Built.bar\nFROM {Old}\nCOPY --from=pack /tmp/Built.bar /bars/\n", Old, "AcmeV1.bar"),
        new("copied from a numbered stage", $"FROM {Server}:12.0.12.0-r1\nCOPY AcmeV1.bar /tmp/Built.bar\nFROM {Old}\nCOPY --from=0 /tmp/Built.bar /bars/\n", Old, "AcmeV1.bar"),
        new("copied from an image", $"FROM {Old}\nCOPY AcmeV1.bar /bars/\nCOPY --from={Server}:12.0.12.0-r1 /marker /other\n", Old, "AcmeV1.bar"),
        new("stage that nobody needs", $"FROM judge.example/unknown:1 AS unused\nCOPY AcmeV2.bar /x/\nFROM {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("platform", $"FROM --platform=$TARGETPLATFORM {Old} AS server\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("JSON form", $"FROM {Old}\nCOPY [\"AcmeV1.bar\", \"/bars/\"]\n", Old, "AcmeV1.bar"),
        new("JSON form over two lines", $"FROM {Old}\nCOPY [\"AcmeV1.bar\", \\\n  \"/bars/\"]\n", Old, "AcmeV1.bar"),
        new("JSON form with a blank in the name", $"FROM {Old}\nCOPY [\"Acme V1.bar\", \"/bars/\"]\n", Old, "Acme V1.bar"),
        new("ADD", $"FROM {Old}\nADD AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("flags", $"FROM {Old}\nCOPY --chown=1001:0 --link AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("sub-folder", $"FROM {Old}\nCOPY bars/AcmeV1.bar /bars/\n", Old, "bars/AcmeV1.bar"),
        new("sub-folder with a dot", $"FROM {Old}\nCOPY ./bars/AcmeV1.bar /bars/\n", Old, "./bars/AcmeV1.bar"),
        new("whole folder", $"FROM {Old}\nCOPY bars /bars/\n", Old),
        new("pattern", $"FROM {Old}\nCOPY *V1.bar /bars/\n", Old),
        new("two bars", $"FROM {Old}\nCOPY AcmeV1.bar AcmeV2.bar /bars/\n", Old, "AcmeV1.bar", "AcmeV2.bar"),
        new("name beyond ASCII", $"FROM {Old}\nCOPY AcmeGrün.bar /bars/\n", Old, "AcmeGrün.bar"),
        new("here-document with FROM and COPY in it", $"FROM {Old}\nCOPY <<EOF /notes\nFROM other:1\nCOPY X.bar /x\nEOF\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("here-document in quotes", $"FROM {Old}\nCOPY <<'EOF' /notes\nFROM $other \\\nEOF\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("here-document with tabs", $"FROM {Old}\nCOPY <<-\"EOF\" /notes\n\tCOPY X.bar /x\n\tEOF\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("two here-documents", $"FROM {Old}\nCOPY <<ONE <<TWO /notes/\nFROM a:1\nONE\nFROM b:1\nTWO\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("RUN with a here-document", $"FROM {Old} AS unused\nRUN <<EOF\nCOPY X.bar /x\nFROM other:1\nEOF\nFROM {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("sign of a here-document in quotes", $"FROM {Old} AS unused\nRUN echo \"<<EOF\"\nFROM {Old}\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("words in other instructions", $"FROM {Old}\nLABEL note=\"FROM other:1\" more='COPY X.bar /x'\nENV A=FROM\nCMD [\"COPY\", \"X.bar\"]\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
        new("ONBUILD", $"FROM {Old}\nONBUILD COPY AcmeV2.bar /bars/\nCOPY AcmeV1.bar /bars/\n", Old, "AcmeV1.bar"),
    ];

    /// <summary>What docker refuses: the form's name, the text, and how the line is named.</summary>
    public static ImmutableArray<DockerfileFault> Refused { get; } =
    [
        new("nothing", "", "line 1: there is no FROM line"),
        new("comments only", "# FROM a:1\n", "line 1: there is no FROM line"),
        new("FROM alone", "FROM\n", "line 1: FROM names no image"),
        new("two images", "FROM a:1 b:1\n", "line 1: FROM takes one image"),
        new("COPY before FROM", "ARG A=1\nCOPY AcmeV1.bar /bars/\nFROM a:1\n", "line 2: there is no FROM line before COPY"),
        new("ARG without a default", "ARG BASE\n\nFROM ${BASE}\n", "line 3: the base image ${BASE} has no known value"),
        new("ARG that nobody declared", "FROM $BASE\n", "line 1: the base image $BASE has no known value"),
        new("here-document without end", $"FROM {Old}\n\nCOPY <<EOF /notes\nFROM b:1\n", "line 3: the here-document EOF has no end"),
        new("escape of another character", "# escape=x\nFROM a:1\n", "line 1: the escape character can't be x"),
        new("brace that is not closed", "FROM a:${TAG\n", "line 1: "),
        new("ARG that must be set", "FROM a:${TAG:?missing}\n", "line 1: TAG: missing"),
    ];
}

/// <summary>A form that docker takes.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Text">The Dockerfile.</param>
/// <param name="BaseImage">What the image is made from.</param>
/// <param name="Bars">Bars that are copied by name.</param>
internal sealed record DockerfileForm(string Name, string Text, string BaseImage, params string[] Bars);

/// <summary>A text that docker refuses.</summary>
internal sealed record DockerfileFault(string Name, string Text, string Message);
