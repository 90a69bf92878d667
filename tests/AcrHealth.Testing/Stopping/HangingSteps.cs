using System.Globalization;
using AcrHealth.Simulator;

namespace AcrHealth.Testing.Stopping;

/// <summary>A simulator and programs that hang at each step there is.</summary>
public sealed class HangingSteps : IAsyncDisposable
{
    private const string Token = " -AccessToken $secure";

    // The hanging program leaves the process tree with a child, in a session of its own, and ignores signals that ask it to stop.
    private const string Hang = "(setsid sh -c 'echo $$ >> PIDS; exec sleep 300' &); trap '' TERM INT HUP; sh -c 'echo $$ >> PIDS; exec sleep 300' & echo $$ >> PIDS; wait";
    private const int ProcessesOfARun = 3;

    private static readonly string[] SignInPrograms = ["az", "pwsh", "azd"];

    private static readonly string[] Faults =
        ["tls-hang", "hang", "refresh-hang", "access-hang", "manifest-hang", "data-endpoint-hang", "manifest-put-hang", "arm-hang"];

    private readonly TemporaryDirectory _directory = new();
    private readonly FullPort _full = new();

    private HangingSteps(AzureSimulator azure) => Azure = azure;

    /// <summary>The names of all steps.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "tcp", "tls", "challenge", "exchange", "token", "manifest", "blob", "push", "resource-manager",
        "docker --version", "docker ps", "docker info", "docker pull", "helm version", "docker-credential get", "docker-credential list", "az", "pwsh", "azd",
    ];

    public AzureSimulator Azure { get; }

    /// <summary>The processes that have been started.</summary>
    public int[] Processes => File.Exists(PidFile) ? [.. File.ReadAllLines(PidFile).Select(line => int.Parse(line, CultureInfo.InvariantCulture))] : [];

    private string PidFile => Path.Combine(_directory, "pids");

    public static async Task<HangingSteps> StartAsync() => new(await AzureSimulator.StartAsync(new() { Faults = Faults }));

    public async ValueTask DisposeAsync()
    {
        _full.Dispose();
        await Azure.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Prepares a step.</summary>
    public HangingStep Prepare(string name)
    {
        File.Delete(PidFile);
        return name switch
        {
            "tcp" => new(name, $"127.0.0.1:{_full.Number}", "-Anonymous -Check Tls", Above(_full.Unanswered, () => _full.Unanswered), []),
            "tls" => OfRegistry(name, "tls-hang", "-Anonymous -Check Tls", registry => registry.Traffic.Connections),
            "challenge" => OfRegistry(name, "hang", "-Anonymous -Check Challenge", registry => registry.Traffic.Requests),
            "exchange" => OfRegistry(name, "refresh-hang", "-Check RefreshToken" + Token, registry => Requests(registry.Traffic, "POST", "/oauth2/exchange")),
            "token" => OfRegistry(name, "access-hang", "-Check AccessToken" + Token, registry => Requests(registry.Traffic, "POST", "/oauth2/token")),
            "manifest" => OfRegistry(name, "manifest-hang", "-Repository hello -Check Manifest" + Token, registry => Requests(registry.Traffic, "GET", "/manifests/")),
            "blob" => OfRegistry(name, "data-endpoint-hang", "-Repository hello -Check DataEndpoint" + Token, registry => registry.OtherHost!.Traffic.Requests),
            "push" => OfRegistry(name, "manifest-put-hang", "-PushTo team/app -Force -Check Push" + Token, registry => Requests(registry.Traffic, "PUT", "/manifests/")),
            "resource-manager" => OfRegistry(name, "arm-hang", "-IncludeResourceManager -Check RegistryResource" + Token, _ => Azure.ResourceManager.Traffic.Requests) with
            {
                Variables = [.. Azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))],
            },
            "docker --version" => OfMachine(name, "docker", "--version", "-Check DockerVersion"),
            "docker ps" => OfMachine(name, "docker", "ps", "-Check DockerDaemon"),
            "docker info" => OfMachine(name, "docker", "info", "-Check ContainerPlatform"),
            "docker pull" => OfMachine(name, "docker", "pull", "-Check DockerPull -Force"),
            "helm version" => OfMachine(name, "helm", "version", "-Check HelmVersion"),
            "docker-credential get" => OfHelper(name, "get", "credHelpers"),
            "docker-credential list" => OfHelper(name, "list", "credsStore"),
            "az" or "pwsh" or "azd" => OfSignIn(name),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static long Requests(Traffic traffic, string method, string part) =>
        traffic.Log.Count(request => request.Method == method && request.Target.Contains(part, StringComparison.Ordinal));

    private static Func<long> Above(long before, Func<long> count) => () => count() - before;

    private HangingStep OfRegistry(string name, string fault, string parameters, Func<SimulatedRegistry, long> count)
    {
        SimulatedRegistry registry = Azure[fault];
        return new(name, registry.LoginServer, parameters, Above(count(registry), () => count(registry)), Ports(registry.LoginServer, registry.OtherHost?.Authority, Azure.ResourceManager.Endpoint.Authority));
    }

    private HangingStep OfMachine(string name, string program, string argument, string parameters)
    {
        Write("docker", "case \"$1\" in --version) echo 'Docker version 28.2.2, build x';; info) echo '{\"ServerVersion\":\"28\",\"Name\":\"x\",\"ClientInfo\":{}}';; esac");
        Write(program, $"case \"$1\" in {argument}) {Hang};; --version) echo 'Docker version 28.2.2, build x';; esac");
        return new(name, null, parameters, () => Processes.Length / ProcessesOfARun, []) { Variables = Variables() };
    }

    private HangingStep OfHelper(string name, string action, string member)
    {
        string registry = Azure.Healthy.LoginServer;
        Write("docker", "case \"$1\" in info) echo '{\"ServerVersion\":\"28\",\"Name\":\"x\",\"ClientInfo\":{}}';; esac");
        Write("docker-credential-hang", $"case \"$1\" in {action}) {Hang};; esac");
        File.WriteAllText(
            Path.Combine(_directory, "config.json"),
            member == "credsStore" ? "{\"credsStore\":\"hang\"}" : $"{{\"credHelpers\":{{\"{registry}\":\"hang\"}}}}");
        return new(name, registry, "-Anonymous -Check DockerCredential", () => Processes.Length / ProcessesOfARun, []) { Variables = Variables(("DOCKER_CONFIG", _directory)) };
    }

    private HangingStep OfSignIn(string program)
    {
        foreach (string other in SignInPrograms)
        {
            Write(other, other == program ? Hang : "exit 1");
        }

        return new(program, Azure.Healthy.LoginServer, "-Check Credential", () => Processes.Length / ProcessesOfARun, [])
        {
            Variables = Variables(("AZURE_TOKEN_CREDENTIALS", "dev"), ("HOME", _directory), ("AZURE_AUTHORITY_HOST", Azure.Identity.AuthorityHost.AbsoluteUri)),
        };
    }

    private (string Name, string? Value)[] Variables(params (string Name, string? Value)[] more) =>
        [("PATH", $"{_directory}:/usr/bin:/bin"), ("DOCKER_COMMAND", null), .. more];

    private static int[] Ports(params string?[] authorities) =>
        [.. authorities.OfType<string>().Select(authority => int.Parse(authority.AsSpan(authority.LastIndexOf(':') + 1), CultureInfo.InvariantCulture))];

    private void Write(string program, string script)
    {
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(_directory, program, script.Replace("PIDS", PidFile, StringComparison.Ordinal));
        }
    }
}
