using System.Text.Json.Nodes;
using AcrHealth.Programs;

namespace AcrHealth.Nodes;

/// <summary>The registry settings in containerd's configuration, in its versions 1 to 3.</summary>
internal sealed class ContainerdSettings
{
    /// <summary>The path of the configuration.</summary>
    public const string DefaultFile = "/etc/containerd/config.toml";

    private const int MostImports = 100;

    // Each version of the format has the registry settings below another plugin.
    private static readonly string[] Plugins = ["io.containerd.cri.v1.images", "io.containerd.grpc.v1.cri", "cri"];

    private readonly List<JsonObject> _documents;

    private ContainerdSettings(string? file, List<JsonObject> documents)
    {
        File = file;
        _documents = documents;
    }

    /// <summary>The configuration; null if there is none, and containerd uses its defaults.</summary>
    public string? File { get; }

    /// <summary>The path of containerd's socket.</summary>
    public string Socket => _documents.Select(document => document.Text("grpc", "address")).LastOrDefault(text => !string.IsNullOrEmpty(text)) ?? ContainerClient.DefaultSocket;

    /// <summary>The directories with a directory for each registry; empty if there are none.</summary>
    public IReadOnlyList<string> HostDirectories =>
        [.. (Registry("config_path").Select(node => node.Text()).LastOrDefault(text => text is not null) ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether mirrors or TLS settings are in the configuration itself, as containerd 1 had them.</summary>
    public bool HasInlineHosts => Registry("mirrors").Concat(Registry("configs")).Any(node => node is JsonObject table && table.Any(entry => entry.Value.At("endpoint") is not null || entry.Value.At("tls") is not null));

    /// <summary>Reads the configuration with its imports.</summary>
    /// <exception cref="ContainerdException">A file cannot be read, or is not TOML.</exception>
    public static ContainerdSettings Read(NodeFiles files, INodeServices services, string file = DefaultFile)
    {
        var documents = new List<JsonObject>();
        if (!System.IO.File.Exists(files.At(file)))
        {
            return new(null, documents);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        Load(file);
        return new(file, documents);

        void Load(string path)
        {
            if (!seen.Add(path) || seen.Count > MostImports)
            {
                return;
            }

            JsonObject document = Parse(files, services, path);
            documents.Add(document);
            foreach (string import in document.Texts("imports"))
            {
                string absolute = import.StartsWith('/') ? import : $"{path[..path.LastIndexOf('/')]}/{import}";
                int slash = absolute.LastIndexOf('/');
                foreach (string imported in files.List(absolute[..slash], absolute[(slash + 1)..]))
                {
                    Load(imported);
                }
            }
        }
    }

    /// <summary>The settings of a registry in the configuration itself: the endpoints that are tried before it, and its TLS settings.</summary>
    public ContainerdHosts? InlineHostsOf(string authority)
    {
        JsonNode? tls = Registry("configs").Select(node => node.At(authority, "tls")).LastOrDefault(node => node is not null);
        JsonArray? endpoints = Registry("mirrors").Select(node => (node.At(authority) ?? node.At("*")).At("endpoint") as JsonArray).LastOrDefault(node => node is not null);
        if (tls is null && endpoints is null)
        {
            return null;
        }

        IEnumerable<ContainerdHost> mirrors = endpoints.Texts()
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) ? url : null).OfType<Uri>()
            .Select(url => new ContainerdHost(url, url.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase)));
        ContainerdHost registry = ContainerdHosts.Registry(authority) with
        {
            AuthorityFiles = [.. new[] { tls.Text("ca_file") }.OfType<string>()],
            ClientFiles = [.. new[] { tls.Text("cert_file"), tls.Text("key_file") }.OfType<string>()],
            SkipsVerification = tls.Flag("insecure_skip_verify"),
        };
        ContainerdHost[] hosts = [.. mirrors];
        return new(File, hosts.Any(host => host.IsRegistry) ? [.. hosts.Select(host => host.IsRegistry ? registry : host)] : [.. hosts, registry]);
    }

    /// <summary>Reads a TOML file.</summary>
    /// <exception cref="ContainerdException">It cannot be read, or is not TOML.</exception>
    public static JsonObject Parse(NodeFiles files, INodeServices services, string path)
    {
        try
        {
            return services.ReadToml(files.Read(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new ContainerdException(path, exception.Message);
        }
    }

    private IEnumerable<JsonNode?> Registry(string name) =>
        _documents.SelectMany(document => Plugins.Select(plugin => document.At("plugins", plugin, "registry", name))).Where(node => node is not null);
}
