using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Nodes;

/// <summary>A real containerd with a store of its own, under the files of a node; the native snapshotter needs no file system of the kernel's.</summary>
internal sealed class ContainerdEngine : IDisposable
{
    private readonly NodeSandbox _node = new();
    private BackgroundProgram? _program;

    private ContainerdEngine()
    {
    }

    public NodeSandbox Node => _node;

    public string Socket => _node.At("run/containerd/containerd.sock");

    /// <summary>Starts it; the test is skipped if this machine cannot.</summary>
    public static async Task<ContainerdEngine> StartAsync()
    {
        string path = Installed.OrSkip("containerd", "containerd");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "containerd unpacks images only as root.");
        var engine = new ContainerdEngine();
        try
        {
            await engine.RunAsync(path);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Lets containerd trust a registry's authority, and ask mirrors before it.</summary>
    public void Configure(string registry, string authority, params string[] mirrors)
    {
        // By a path that is the same for containerd and for the node.
        _node.Write($"etc/containerd/certs.d/{registry}/ca.crt", File.ReadAllText(authority));
        string hosts = string.Concat(mirrors.Select(mirror => $"[host.\"{mirror}\"]\ncapabilities = [\"pull\", \"resolve\"]\n"));
        Write(registry, "ca = \"ca.crt\"\n", $"{hosts}[host.\"https://{registry}\"]\nca = \"ca.crt\"\n");
    }

    /// <summary>Lets containerd ask a registry without trusting its authority.</summary>
    public void ConfigureUntrusted(string registry) => Write(registry, string.Empty, $"[host.\"https://{registry}\"]\n");

    /// <summary>Removes all images and their layers: registries of the simulator have the same ones, and what is stored is not downloaded again.</summary>
    public async Task ForgetImagesAsync()
    {
        string[] client = ["--address", Socket, "--namespace", "k8s.io", "images"];
        string[] images = (await Command.SucceedAsync("ctr", [.. client, "list", "--quiet"])).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (images.Length > 0)
        {
            await Command.SucceedAsync("ctr", [.. client, "remove", "--sync", .. images]);
        }
    }

    public void Dispose()
    {
        _program?.Dispose();
        _node.Dispose();
    }

    // containerd before 2.0 ignores a file without a table of hosts. With one, the server is asked once more in the end, with the settings at the top: were
    // the authority not there, too, its failure would hide that a tag is missing.
    private void Write(string registry, string settings, string hosts) => _node.Write($"etc/containerd/certs.d/{registry}/hosts.toml", $"server = \"https://{registry}\"\n{settings}{hosts}");

    private async Task RunAsync(string path)
    {
        // As the node has it, and as containerd, which does not know of the directory, has to have it.
        _node.Write("etc/containerd/config.toml", "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry]\nconfig_path = \"/etc/containerd/certs.d\"\n");
        string configuration = _node.Write("containerd.toml", $"""
            version = 2
            root = "{_node.At("var/lib/containerd")}"
            state = "{_node.At("run/containerd/state")}"
            disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper"]
            [grpc]
            address = "{Socket}"
            [plugins."io.containerd.grpc.v1.cri"]
            stream_server_port = "0"
            [plugins."io.containerd.grpc.v1.cri".containerd]
            snapshotter = "native"
            [plugins."io.containerd.grpc.v1.cri".registry]
            config_path = "{_node.At("etc/containerd/certs.d")}"
            """);
        Directory.CreateDirectory(Path.GetDirectoryName(Socket)!);
        _program = await BackgroundProgram.StartAsync(path, ["--config", configuration], [("HTTPS_PROXY", null), ("https_proxy", null)], said => said.Contains("containerd successfully booted", StringComparison.Ordinal));
    }
}
