using System.Buffers.Text;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A machine whose container client, logins and variables are a test's own, with a registry of the simulator.</summary>
internal sealed class ContainerClientSandbox(Simulated simulated) : IDisposable
{
    /// <summary>A secret, which no output may have.</summary>
    public const string Canary = "canary0of1the2stored3login";

    /// <summary>The directory for the programs and files.</summary>
    public TemporaryDirectory Directory { get; } = new();

    /// <summary>The login server of the simulator's healthy registry.</summary>
    public string Registry => simulated.Azure.Healthy.LoginServer;

    /// <summary>Encodes a text as base64.</summary>
    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns a token that expires in that many hours; it has expired already if they are negative.</summary>
    public static string Token(int hours) =>
        $"eyJhbGciOiJub25lIn0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds()}}}"))}.{Canary}";

    /// <summary>Returns the output of <c>docker info</c> on this machine; later members replace earlier ones of the same name.</summary>
    public static string Info(string more = "\"Driver\":\"overlay2\"") =>
        $"{{\"ServerVersion\":\"28.2.2\",\"Name\":\"{Environment.MachineName}\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"RegistryConfig\":{{}},\"ClientInfo\":{{}},{more}}}";

    /// <summary>Writes a docker client whose engine gives the information, and which logs its arguments.</summary>
    public void Docker(string info)
    {
        File.WriteAllText(Path.Combine(Directory, "info.json"), info);
        Program(
            "docker",
            $"echo \"$*\" >> '{Directory}/log'; case \"$1\" in info) cat '{Directory}/info.json' ;; *) echo 'Docker version 28.2.2, build e6534b4' ;; esac");
    }

    /// <summary>Writes the client's configuration.</summary>
    public void Configure(string json) => File.WriteAllText(Path.Combine(Directory, "config.json"), json);

    /// <summary>Sets the variables that make this directory all of the PATH and the client's configuration.</summary>
    public EnvironmentScope Scope() => new(
        ("PATH", Directory), ("DOCKER_CONFIG", Directory), ("DOCKER_COMMAND", null), ("DOCKER_DEFAULT_PLATFORM", null), ("REGISTRY_AUTH_FILE", Path.Combine(Directory, "config.json")));

    /// <summary>Runs a script in the sandbox.</summary>
    public ScriptOutcome Run(string script)
    {
        using EnvironmentScope _ = Scope();
        using var engine = new ModuleEngine();
        return engine.Run(script);
    }

    /// <summary>Checks the simulator's healthy registry with a token for it.</summary>
    public ScriptOutcome Check(string parameters)
    {
        using EnvironmentScope _ = Scope();
        using var engine = new ModuleEngine();
        return engine.Run(
            "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure " + parameters,
            Registry,
            simulated.Authority,
            simulated.Azure.Identity.IssueEntraToken());
    }

    /// <summary>Writes a program that is a shell script.</summary>
    public void Program(string name, string script) => ShellProgram.WriteOrSkip(Directory, name, $"PATH=/usr/bin:/bin\n{script}");

    public void Dispose() => Directory.Dispose();
}
