using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.Repository;

namespace DddAspire.Unit.Images;

/// <summary>
/// A machine on which kind/images/make is run for real, with stand-ins on PATH for what would change the machine: apt-get takes a lock as
/// the true one does and fails at once where it is held; docker takes images; mmdebstrap makes a folder.
/// </summary>
internal sealed class RecipeMachine : IDisposable
{
    private const string AptGet = """
        #!/bin/bash
        if [ "$1" = indextargets ]; then exit 0; fi
        exec 5>>"$MACHINE/apt.lock"
        if ! flock -n 5; then
            echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process $(cat "$MACHINE/apt.holder") (apt-get)" >&2
            exit 100
        fi
        echo $$ >"$MACHINE/apt.holder"
        echo "$*" >>"$MACHINE/apt.calls"
        sleep 0.4
        for package in "$@"; do touch "$MACHINE/installed/$package"; done
        """;

    private const string Docker = """
        #!/bin/bash
        case "$1 ${2:-}" in
            "image inspect") test -f "$MACHINE/images/${3//[\/:]/_}" ;;
            info*) ;;
            import*) cat >/dev/null; for last in "$@"; do :; done; touch "$MACHINE/images/${last//[\/:]/_}" ;;
        esac
        """;

    private const string Mmdebstrap = """
        #!/bin/bash
        cat >/dev/null
        echo "$*" >>"$MACHINE/mmdebstrap.calls"
        if [ -f "$MACHINE/mmdebstrap.fails" ]; then echo "E: the mirror is away" >&2; exit 1; fi
        folder=${*: -2:1}
        mkdir -p "$folder/usr" "$folder/var/log"
        echo half >"$folder/usr/file"
        while [ -f "$MACHINE/mmdebstrap.hangs" ]; do sleep 0.1; done
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("ddd-recipes-").FullName;

    public RecipeMachine()
    {
        foreach (var name in new[] { "bin", "images", "installed" })
        {
            Directory.CreateDirectory(Path(name));
        }

        Program("apt-get", AptGet);
        Program("docker", Docker);
        Program("mmdebstrap", Mmdebstrap);
        Program("apt-config", "#!/bin/bash\necho false\n");
        Program("dpkg", "#!/bin/bash\ntest \"$1\" != -s || test -f \"$MACHINE/installed/$2\"\n");
        // The recipes want root; the stand-ins do nothing that needs it.
        Program("id", "#!/bin/bash\necho 0\n");
    }

    public string[] AptCalls => Lines("apt.calls");

    public string[] MmdebstrapCalls => Lines("mmdebstrap.calls");

    /// <summary>What lies in the image cache but logs, locks and the base that the images share.</summary>
    public IEnumerable<string> WorkFolders =>
        Directory.GetDirectories(Path("cache")).Select(path => System.IO.Path.GetFileName(path)!).Where(name => name != "base");

    public bool HasImage(string reference) => File.Exists(Path("images", reference.Replace(':', '_')));

    public string Path(params string[] names) => System.IO.Path.Combine([folder, .. names]);

    public void Touch(string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), "");
    }

    public ToolCommand Make(string image, int aptLimit = 60) => Bash(System.IO.Path.Combine(SourceTree.Root, "kind", "images", "make"), image) with
    {
        Environment = Environment($"{aptLimit}"),
        Grace = TimeSpan.FromSeconds(30),
    };

    /// <summary>Another program, such as unattended-upgrades, that holds apt's lock until <c>apt.release</c> is there.</summary>
    public ToolCommand HoldApt() =>
        Bash("-c", "exec 5>>\"$MACHINE/apt.lock\"; flock 5; echo $$ >\"$MACHINE/apt.holder\"; echo held; until [ -f \"$MACHINE/apt.release\" ]; do sleep 0.1; done");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ToolCommand Bash(params string[] arguments) => new("bash", arguments) { Environment = Environment("60") };

    private Dictionary<string, string?> Environment(string aptLimit) => new()
    {
        ["PATH"] = $"{Path("bin")}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["MACHINE"] = folder,
        ["DDD_IMAGE_CACHE"] = Path("cache"),
        ["DDD_APT_LOCK"] = Path("queue.lock"),
        ["DDD_APT_LIMIT"] = aptLimit,
        ["KIND_EXPERIMENTAL_PROVIDER"] = null,
    };

    private void Program(string name, string text)
    {
        File.WriteAllText(Path("bin", name), text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path("bin", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string[] Lines(string name) => File.Exists(Path(name)) ? File.ReadAllLines(Path(name)) : [];
}
