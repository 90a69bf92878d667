namespace AcrHealth.Simulator.Nodes;

/// <summary>The texts of a node's files. A file whose text is <see langword="null"/> does not exist.</summary>
internal sealed record NodeContent
{
    /// <summary>The kubelet's cloud configuration, which has its identity.</summary>
    public required string Identity { get; init; }

    /// <summary>The kubelet's configuration of credential providers.</summary>
    public required string? Providers { get; init; }

    /// <summary>The credential provider, a shell script.</summary>
    public required string? Provider { get; init; }

    /// <summary>containerd's configuration.</summary>
    public required string Containerd { get; init; }

    /// <summary>containerd's configuration of the hosts for the registry.</summary>
    public required string Hosts { get; init; }

    /// <summary>The certificate authority that <see cref="Hosts"/> names.</summary>
    public required string? Authority { get; init; }

    /// <summary>The pull secret.</summary>
    public required string PullSecret { get; init; }

    /// <summary>Writes the files of a node.</summary>
    /// <param name="node">The node, whose directory need not exist.</param>
    /// <param name="server">The registry that it pulls from.</param>
    public void WriteTo(SimulatedNode node, string server)
    {
        // The name without a colon is the one that all file systems allow.
        string hosts = $"{NodeTexts.HostsDirectory}/{server.Replace(':', '_')}_";
        Write("/etc/kubernetes/azure.json", Identity);
        Write("/var/lib/kubelet/credential-provider-config.yaml", Providers);
        Write(NodeTexts.ProviderPath, Provider);
        Write("/etc/containerd/config.toml", Containerd);
        Write($"{hosts}/hosts.toml", Hosts);
        Write($"{hosts}/{NodeTexts.AuthorityName}", Authority);
        File.WriteAllText(node.PullSecret, PullSecret);
        if (Provider is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Join(node.Root, NodeTexts.ProviderPath), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        void Write(string path, string? text)
        {
            if (text is not null)
            {
                string file = Path.Join(node.Root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }
    }
}
