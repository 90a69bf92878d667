using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The container image of the native program, run by Podman against the simulator.</summary>
[Trait("Suite", "Long")]
public sealed class ImageTests(Packages packages) : IAsyncLifetime
{
    private const long MaximumSize = 30_000_000;

    private readonly string _folder = packages.NewFolder(Guid.NewGuid().ToString());
    private AzureSimulator _azure = null!;

    private string Authority => Path.Combine(_folder, "ca.pem");

    private string Registry => _azure.Healthy.LoginServer;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/podman"), "Podman runs on Linux, as root.");
        _azure = await AzureSimulator.StartAsync(new() { Faults = ["forbidden"] });
        _azure.WriteCertificateAuthority(Authority);
        await File.WriteAllTextAsync(Under("storage.conf"), $"[storage]\ndriver = \"vfs\"\ngraphroot = \"{Under("root")}\"\nrunroot = \"{Under("run")}\"\n");
        await File.WriteAllTextAsync(Under("containers.conf"), string.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_has_the_program_with_what_it_needs_and_nothing_else()
    {
        (long size, List<TarEntry> entries) = await LayerAsync();

        Assert.True(size <= MaximumSize, $"{size} bytes");
        string[] programs = [.. entries.Where(entry => entry.EntryType == TarEntryType.RegularFile && !entry.Name.Contains(".so", StringComparison.Ordinal) && entry.Mode.HasFlag(UnixFileMode.UserExecute)).Select(entry => entry.Name)];
        Assert.Equal(["usr/bin/acrhealth"], programs);
        Assert.Contains(entries, entry => entry.Name.Contains("libssl.so.3", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Name == "etc/ssl/certs/ca-certificates.crt");
        Assert.DoesNotContain(entries, entry => entry.Mode.HasFlag(UnixFileMode.OtherWrite) || entry.Mode.HasFlag(UnixFileMode.SetUser));
    }

    [Fact]
    public async Task It_runs_as_a_user_without_rights_on_a_read_only_file_system_and_checks_the_registry_alone()
    {
        CommandResult healthy = await RunAsync(["--volume", $"{Authority}:/ca.pem:ro", .. Identity()], ["test", Registry, "--ca-certificate", "/ca.pem", "--output", "json"]);
        CommandResult forbidden = await RunAsync(["--volume", $"{Authority}:/ca.pem:ro", .. Identity()], ["test", _azure["forbidden"].LoginServer, "--ca-certificate", "/ca.pem"]);

        Assert.True(healthy.ExitCode == 0, healthy.Output + healthy.Error);
        using JsonDocument report = JsonDocument.Parse(healthy.Output);
        JsonElement[] results = [.. report.RootElement.GetProperty("results").EnumerateArray()];
        Assert.All(results, result => Assert.Equal(Registry, result.GetProperty("registry").GetString()));
        Assert.Contains(results, result => result.GetProperty("check").GetString() == "DataEndpoint" && result.GetProperty("status").GetString() == "Passed");
        Assert.True(forbidden.ExitCode == 1, forbidden.Output + forbidden.Error);
        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", forbidden.Output, StringComparison.Ordinal);
        Assert.Equal("65534:65534", (await PodmanAsync(["image", "inspect", "--format", "{{.Config.User}}", await LoadAsync()])).Output.Trim());
    }

    [Fact]
    public async Task It_takes_the_certificate_authorities_of_the_host_by_a_mount()
    {
        CommandResult without = await RunAsync(Identity(), ["test", Registry, "--check", "Tls"]);
        CommandResult with = await RunAsync(["--volume", $"{Authority}:/etc/ssl/certs/ca-certificates.crt:ro", .. Identity()], ["test", Registry]);

        Assert.Contains("CONNECTIVITY_SSL_ERROR", without.Output, StringComparison.Ordinal);
        Assert.True(with.ExitCode == 0, with.Output + with.Error);
    }

    [Fact]
    public async Task It_takes_the_proxy_of_the_host_by_variables()
    {
        CommandResult result = await RunAsync(["--env", "HTTPS_PROXY=http://localhost:1"], ["test", Registry, "--anonymous"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("localhost:1", result.Output, StringComparison.Ordinal);
    }

    private string[] Identity() => [.. _azure.EnvironmentVariables.SelectMany(pair => new[] { "--env", $"{pair.Key}={pair.Value}" })];

    private async Task<CommandResult> RunAsync(string[] options, string[] arguments) => await PodmanAsync(
        ["run", "--rm", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", "--network", "host", "--read-only", "--read-only-tmpfs=false", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--log-driver", "none", .. options, await LoadAsync(), .. arguments]);

    private async Task<string> LoadAsync()
    {
        string image = await packages.Cli.ImageAsync();
        CommandResult loaded = await PodmanAsync(["load", "--quiet", "--input", image]);
        Assert.True(loaded.ExitCode == 0, loaded.Output + loaded.Error);
        return loaded.Output.Trim().Split(' ')[^1];
    }

    private Task<CommandResult> PodmanAsync(IEnumerable<string> arguments) => BuildCommand.RunAsync(
        _folder,
        "podman",
        ["--tmpdir", Under("libpod"), "--events-backend", "none", "--cgroup-manager", "cgroupfs", .. Runtime, .. arguments],
        ("HOME", _folder),
        ("TMPDIR", _folder),
        ("XDG_RUNTIME_DIR", null),
        ("CONTAINERS_CONF", Under("containers.conf")),
        ("CONTAINERS_STORAGE_CONF", Under("storage.conf")));

    private async Task<(long Size, List<TarEntry> Entries)> LayerAsync()
    {
        await using FileStream file = File.OpenRead(await packages.Cli.ImageAsync());
        await using var image = new TarReader(file);
        byte[] largest = [];
        while (await image.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            if (entry.DataStream is { } data && data.Length > largest.Length)
            {
                largest = new byte[data.Length];
                await data.ReadExactlyAsync(largest, TestContext.Current.CancellationToken);
            }
        }

        await using var content = new GZipStream(new MemoryStream(largest), CompressionMode.Decompress);
        using var layer = new MemoryStream();
        await content.CopyToAsync(layer, TestContext.Current.CancellationToken);
        layer.Position = 0;
        await using var reader = new TarReader(layer);
        List<TarEntry> entries = [];
        while (await reader.GetNextEntryAsync(copyData: false, TestContext.Current.CancellationToken) is { } entry)
        {
            entries.Add(entry);
        }

        return (layer.Length, entries);
    }

    // crun refuses machines that mix both versions of control groups.
    private static string[] Runtime => File.Exists("/usr/sbin/runc") ? ["--runtime", "/usr/sbin/runc"] : [];

    private string Under(string name) => Path.Combine(_folder, name);
}
