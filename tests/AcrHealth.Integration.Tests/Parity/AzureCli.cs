using System.Diagnostics;
using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>
/// Debian's Azure CLI, with settings of its own, signed in to a simulator. It looks a login server up without parting host and port, as
/// real login servers have no port: it runs in a mount namespace whose hosts file has the login servers, ports included, as names.
/// </summary>
internal sealed class AzureCli
{
    private const string Version = "2.45.0";
    private const string Cloud = "Simulated";

    // For the names that are looked up and not connected to (RFC 3849): glibc gives ::1 as 127.0.0.1 to those that ask for IPv4.
    private const string AnIPv6Address = "2001:db8::1";

    private static readonly TimeSpan PreparationLimit = TimeSpan.FromSeconds(60);

    // In the namespace, and there only, the hosts file is ours; then the command becomes the Azure CLI.
    private const string WithHosts = "\"$0\" --bind \"$1\" /etc/hosts && shift && exec \"$@\"";

    private readonly string _az = Installed.OrSkip("az", "azure-cli");
    private readonly string _unshare = Installed.OrSkip("unshare", "util-linux");
    private readonly string _mount = Installed.OrSkip("mount", "mount");
    private readonly string _hosts;
    private readonly string _directory;
    private readonly (string Name, string? Value)[] _environment;

    private AzureCli(string directory, AzureSimulator azure, IPAddress address)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "The Azure CLI gets a hosts file of its own, which takes Linux and root.");
        _directory = Directory.CreateDirectory(directory).FullName;
        _hosts = Path.Combine(_directory, "hosts");
        IEnumerable<string> names = azure.Registries.Select(registry => registry.LoginServer).Where(name => name.StartsWith("localhost:", StringComparison.Ordinal));
        string alias = address.Equals(IPAddress.IPv6Loopback) ? AnIPv6Address : address.ToString();
        File.WriteAllText(_hosts, $"{address} localhost\n{string.Concat(names.Select(name => $"{alias} {name}\n"))}");
        _environment =
        [
            ("AZURE_CONFIG_DIR", Path.Combine(_directory, "settings")),
            ("HOME", _directory),
            ("AZURE_CORE_COLLECT_TELEMETRY", "no"),
            ("AZURE_CORE_NO_COLOR", "yes"),
            ("REQUESTS_CA_BUNDLE", azure.WriteCertificateAuthority(Path.Combine(_directory, "authority.pem"))),
            ("NO_PROXY", "*"),
            ("no_proxy", "*"),
            ("DOCKER_COMMAND", null),
        ];
    }

    /// <summary>Registers the simulator as a cloud, and signs in as its service principal.</summary>
    /// <param name="directory">The directory for its settings.</param>
    /// <param name="azure">The simulator.</param>
    /// <param name="address">The simulator's address.</param>
    public static async Task<AzureCli> SignInAsync(string directory, AzureSimulator azure, IPAddress address)
    {
        var cli = new AzureCli(directory, azure, address);
        CommandResult trial = await Command.RunAsync(cli._unshare, ["--mount", "/bin/true"]);
        Assert.SkipUnless(trial.ExitCode == 0, $"This machine gives nobody a mount namespace: {trial.Error}");
        await cli.CheckVersionAsync();
        await cli.PrepareAsync(
            "cloud", "register", "--name", Cloud,
            "--endpoint-resource-manager", azure.ResourceManager.Endpoint.AbsoluteUri.TrimEnd('/'),
            "--suffix-acr-login-server-endpoint", ".azurecr.io");
        await cli.PrepareAsync("cloud", "set", "--name", Cloud);
        await cli.PrepareAsync(
            "login", "--service-principal", "--username", azure.Identity.ClientId, $"--password={azure.Identity.ClientSecret}", "--tenant", azure.Identity.TenantId);
        return cli;
    }

    /// <summary>Checks a registry's health, and reports everything that it finds.</summary>
    /// <param name="registry">The registry's name.</param>
    /// <param name="programs">The directory that it finds docker and helm in.</param>
    /// <param name="limit">When it is ended.</param>
    public Task<AzureCliOutcome> CheckHealthAsync(string registry, string programs, TimeSpan limit) =>
        RunAsync(["acr", "check-health", "--name", registry, "--ignore-errors", "--yes"], programs, limit);

    private async Task CheckVersionAsync()
    {
        AzureCliOutcome outcome = await RunAsync(["version", "--query", "\"azure-cli\"", "--output", "tsv"], _directory, PreparationLimit);
        Assert.SkipUnless(outcome.Said.Trim() == Version, $"This is about the Azure CLI {Version}, and here is {outcome.Said.Trim()}.");
    }

    private async Task PrepareAsync(params string[] arguments)
    {
        AzureCliOutcome outcome = await RunAsync(arguments, _directory, PreparationLimit);
        if (outcome.IsHeld || outcome.Said.Contains("ERROR", StringComparison.Ordinal) || outcome.Exception is not null)
        {
            throw new InvalidOperationException($"az {arguments[0]} {arguments[1]}: {outcome.Said}");
        }
    }

    private async Task<AzureCliOutcome> RunAsync(IEnumerable<string> arguments, string path, TimeSpan limit)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(Command.StartInfo(
            _unshare,
            ["--mount", "/bin/sh", "-c", WithHosts, _mount, _hosts, _az, .. arguments],
            [.. _environment, ("PATH", path)]))!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(limit);
        bool isHeld = false;
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            isHeld = true;
        }

        TimeSpan time = Stopwatch.GetElapsedTime(started);
        return new(await output + await error, isHeld, time);
    }
}
