using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A machine whose programs, files and variables are a test's own: nothing but its directory is on the PATH, and its home is there, too.</summary>
internal sealed class MachineSandbox : IDisposable
{
    // These variables would make clients of this machine look elsewhere.
    private static readonly string[] Cleared =
    [
        "DOCKER_COMMAND", "CONTAINERD_ADDRESS", "CONTAINERD_NAMESPACE", "CONTAINERD_SNAPSHOTTER", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_CONTENT_TRUST", "DOCKER_DEFAULT_PLATFORM", "DOCKER_API_VERSION", "DOCKER_TLS_VERIFY", "REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR",
        "XDG_CONFIG_HOME", "HELM_REGISTRY_CONFIG", "HELM_CONFIG_HOME", "WSL_DISTRO_NAME", "SUDO_USER", "ACC_CLOUD", "AZUREPS_HOST_ENVIRONMENT", "POWERSHELL_DISTRIBUTION_CHANNEL", "AZURE_AUTHORITY_HOST",
    ];

    /// <summary>The folder that is all of the PATH.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("acrhealth-").FullName;

    /// <summary>The home directory.</summary>
    public string Home => Path.Combine(Root, "home");

    /// <summary>Writes a program that is a shell script, which has the system's programs.</summary>
    public void Program(string name, string script) => ShellProgram.WriteOrSkip(Root, name, $"PATH=/usr/bin:/bin\n{script}");

    /// <summary>Writes a container client that works but for what the cases say: patterns of arguments, with what is done then.</summary>
    public void Client(string name, params (string Arguments, string Script)[] cases) => Program(
        name,
        $"case \"$*\" in {string.Concat(cases.Select(one => $"{one.Arguments}) {one.Script} ;; "))}--version) echo 'Docker version 28.2.2, build e6534b4' ;; info*) echo '{Info()}' ;; ps*|pull*) ;; *) exit 9 ;; esac");

    /// <summary>Returns the output of <c>docker info</c> on this machine; later members replace earlier ones of the same name.</summary>
    public static string Info(string more = "\"Driver\":\"overlay2\"") =>
        $"{{\"ServerVersion\":\"28.2.2\",\"Name\":\"{Environment.MachineName}\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"OperatingSystem\":\"Debian GNU/Linux 12\",\"RegistryConfig\":{{}},\"ClientInfo\":{{}},{more}}}";

    /// <summary>Makes a program fail with something on standard error.</summary>
    public static string Fails(string error) => $"cat >&2 <<'END'\n{error}\nEND\nexit 1";

    /// <summary>Writes a file below the root.</summary>
    public string File(string path, string content)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, content);
        return full;
    }

    /// <summary>Runs a script in the sandbox.</summary>
    public ScriptOutcome Run(string script, params (string Name, string? Value)[] variables)
    {
        Directory.CreateDirectory(Home);
        using var scope = new EnvironmentScope([.. Cleared.Select(name => (name, (string?)null)), ("PATH", Root), ("HOME", Home), .. variables]);
        using var engine = new ModuleEngine();
        return engine.Run(script);
    }

    /// <summary>Runs a script in the sandbox and keeps all that was shown.</summary>
    public Transcript Transcribe(string script, params (string Name, string? Value)[] variables)
    {
        Directory.CreateDirectory(Home);
        using var scope = new EnvironmentScope([.. Cleared.Select(name => (name, (string?)null)), ("PATH", Root), ("HOME", Home), .. variables]);
        return Transcript.Of(script);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
