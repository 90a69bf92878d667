using System.Text.Json.Nodes;

namespace AcrHealth.Nodes;

/// <summary>Reads containerd's settings for a registry from a directory of its own: hosts.toml, or certificates as docker has them.</summary>
internal static class ContainerdHostsFile
{
    private const string Name = "hosts.toml";

    /// <summary>Finds the hosts for a registry; null if it has no directory.</summary>
    /// <exception cref="ContainerdException">The file cannot be read, is not TOML, or has a setting that containerd refuses.</exception>
    public static ContainerdHosts? Find(NodeFiles files, INodeServices services, IEnumerable<string> directories, string authority)
    {
        // The first directory that exists decides; the others are not read.
        if (directories.SelectMany(root => Directories(root, authority)).FirstOrDefault(path => Directory.Exists(files.At(path))) is not { } directory)
        {
            return null;
        }

        string file = $"{directory}/{Name}";
        return File.Exists(files.At(file)) ? Read(ContainerdSettings.Parse(files, services, file), file, authority) : OfCertificates(files, directory, authority);
    }

    // contoso.com:5000 has contoso.com_5000_, too, for file systems that do not allow a colon.
    private static IEnumerable<string> Directories(string root, string authority)
    {
        int colon = authority.LastIndexOf(':');
        string[] names = colon < 0 ? [authority] : [$"{authority[..colon]}_{authority[(colon + 1)..]}_", authority];
        return names.Append("_default").Select(name => $"{root.TrimEnd('/')}/{name}");
    }

    private static ContainerdHosts OfCertificates(NodeFiles files, string directory, string authority) => new(
        directory,
        [
            ContainerdHosts.Registry(authority) with
            {
                AuthorityFiles = files.List(directory, "*.crt"),
                ClientFiles = [.. files.List(directory, "*.cert"), .. files.List(directory, "*.key")],
            },
        ]);

    private static ContainerdHosts Read(JsonObject root, string file, string authority)
    {
        var hosts = new List<ContainerdHost>();
        foreach ((string url, JsonNode? settings) in root["host"] as JsonObject ?? [])
        {
            hosts.Add(One(settings as JsonObject ?? [], Url(url, file), file, authority));
        }

        // The registry comes last, unless another server is named instead.
        Uri server = root.Text("server") is { Length: > 0 } text ? Url(text, file) : new Uri($"https://{authority}");
        hosts.Add(One(root, server, file, authority));
        return new(file, hosts) { IsIgnoredByOld = root["host"] is not JsonObject };
    }

    private static ContainerdHost One(JsonObject settings, Uri url, string file, string authority)
    {
        string[]? capabilities = settings["capabilities"] is JsonArray given ? [.. given.Texts()] : null;
        if (Array.Find(capabilities ?? [], capability => !ContainerdHost.AllCapabilities.Contains(capability)) is { } unknown)
        {
            throw new ContainerdException(file, $"capabilities: {unknown}");
        }

        return new(url, url.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase))
        {
            Capabilities = capabilities ?? ContainerdHost.AllCapabilities,
            AuthorityFiles = [.. Files(settings["ca"], file)],
            ClientFiles = [.. Files(settings["client"], file)],
            SkipsVerification = settings.Flag("skip_verify"),
            OverridesPath = settings.Flag("override_path"),
            Headers = [.. (settings["header"] as JsonObject ?? []).Select(header => header.Key)],
        };
    }

    // A host may be written without its scheme, which is then https.
    private static Uri Url(string text, string file) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out Uri? url) && url.Host.Length > 0
            ? url
            : throw new ContainerdException(file, "host");

    // A path, a list of paths, or a list of pairs; relative ones are in the file's directory.
    private static IEnumerable<string> Files(JsonNode? node, string file) => node switch
    {
        JsonArray array => array.SelectMany(item => Files(item, file)),
        _ when node.Text() is { Length: > 0 } path => [path.StartsWith('/') ? path : $"{file[..file.LastIndexOf('/')]}/{path}"],
        _ => [],
    };
}
