namespace AcrHealth.Containers;

/// <summary>The certificates that an engine of this machine has for one registry, by the rules of certs.d.</summary>
/// <param name="Files">The certificates and keys, by their paths.</param>
/// <param name="WithoutPartner">The client certificates without a key and the keys without a certificate, which keep the engine from pulling.</param>
internal sealed record CertificateDirectory(IReadOnlyList<string> Files, IReadOnlyList<string> WithoutPartner)
{
    private const string Authority = ".crt";
    private const string Certificate = ".cert";
    private const string Key = ".key";
    private const int MostFiles = 50;

    /// <summary>Finds the certificates that the engine has for the registry of a host and port.</summary>
    public static CertificateDirectory For(ContainerEngine engine, string authority)
    {
        string[] files = [.. Roots(engine).SelectMany(root => FilesIn(Path.Combine(root, NameOf(authority)))).Take(MostFiles)];
        return new(files, [.. files.Where(file => IsRead(engine, file) && Partner(file) is { } partner && !files.Contains(partner, StringComparer.Ordinal))]);
    }

    private static IEnumerable<string> Roots(ContainerEngine engine)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            return [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "docker", "certs.d")];
        }

        if (engine.IsContainerd)
        {
            return [Path.Combine(home, ".config", "containerd", "certs.d"), ClientArguments.HostsDirectory, "/etc/docker/certs.d"];
        }

        // Rootless engines have their directories under home, which are read whether or not there is a system-wide engine.
        return engine.IsPodman
            ? [Path.Combine(home, ".config", "containers", "certs.d"), "/etc/containers/certs.d", "/etc/docker/certs.d"]
            : ["/etc/docker/certs.d"];
    }

    // A file name on Windows cannot contain a colon; docker leaves it out there.
    private static string NameOf(string authority) => OperatingSystem.IsWindows() ? authority.Replace(":", string.Empty, StringComparison.Ordinal) : authority;

    private static string[] FilesIn(string directory)
    {
        try
        {
            return Directory.Exists(directory)
                ? [.. Directory.EnumerateFiles(directory).Where(file => Path.GetExtension(file) is Authority or Certificate or Key).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The engine may see files that this account may not, so nothing is reported about them.
            return [];
        }
    }

    // containerd ignores keys without a certificate, and all files that the directory's hosts.toml does not name.
    private static bool IsRead(ContainerEngine engine, string file) =>
        !engine.IsContainerd || (Path.GetExtension(file) == Certificate && !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "hosts.toml")));

    private static string? Partner(string file) => Path.GetExtension(file) switch
    {
        Certificate => Path.ChangeExtension(file, Key),
        Key => Path.ChangeExtension(file, Certificate),
        _ => null,
    };
}
