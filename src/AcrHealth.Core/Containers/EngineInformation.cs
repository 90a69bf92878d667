using System.Globalization;
using System.Net;
using System.Text.Json;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Reads what <c>info --format '{{json .}}'</c> prints: docker's members are flat, Podman's lie under host, store and registries.</summary>
internal static class EngineInformation
{
    private const int TextLength = 400;
    private const int MostEntries = 200;
    private const int MaximumDepth = 32;

    // Names of processors in uname, and in images.
    private static readonly Dictionary<string, string> Architectures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x86_64"] = "amd64",
        ["aarch64"] = "arm64",
        ["armv7l"] = "arm",
        ["i686"] = "386",
        ["i386"] = "386",
    };

    /// <summary>Reads the output of a client; null if it is not about an engine.</summary>
    public static ContainerEngine? Read(ContainerClient client, string output) =>
        client.IsCtr ? ContainerdInformation.Read(output)
        : Read(output) is not { } engine ? null
        : !client.IsNerdctl ? engine

        // nerdctl does not report where images are.
        : engine with { IsContainerd = true, ImageDirectories = engine.ImageDirectories is [] ? [ContainerdDirectory(output)] : engine.ImageDirectories };

    /// <summary>Reads the output; null if it is not that of a container client.</summary>
    public static ContainerEngine? Read(string output)
    {
        // A wrapper may print something before.
        int start = output.IndexOf('{', StringComparison.Ordinal);
        return start < 0 ? null : TolerantJson.Read(output.AsMemory(start), Engine, MaximumDepth);
    }

    private static ContainerEngine? Engine(JsonElement root) =>
        Member(root, "host") is { } host && Member(root, "store") is { } store ? Podman(root, host, store)
        : Member(root, "RegistryConfig") is not null || Text(root, "ServerVersion") is not null || Member(root, "ClientInfo") is not null ? Docker(root)
        : null;

    private static ContainerEngine Docker(JsonElement root)
    {
        JsonElement? registries = Member(root, "RegistryConfig");
        string? directory = Text(root, "DockerRootDir");
        return new()
        {
            IsPodman = false,
            HasAnswered = Text(root, "ServerVersion") is not null,
            HostName = Text(root, "Name"),
            ImageDirectories = directory is null ? [] : KeepsInContainerd(root) ? [ContainerdInformation.DefaultDirectory, directory] : [directory],
            ContainerSystem = Text(root, "OSType"),
            Architecture = Architecture(Text(root, "Architecture")),
            HostSystem = Text(root, "OperatingSystem"),
            SystemTime = DateTimeOffset.TryParse(Text(root, "SystemTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
            HttpsProxy = Proxy(root),
            NoProxy = Text(root, "NoProxy"),
            HubMirrors = Texts(Member(registries, "Mirrors")),
            InsecureRegistries =
            [
                .. Members(Member(registries, "IndexConfigs"))
                    .Where(index => Member(index.Value, "Secure") is { ValueKind: JsonValueKind.False }).Select(index => UntrustedText.Clean(index.Name, TextLength)),
            ],
            InsecureNetworks =
            [
                .. Texts(Member(registries, "InsecureRegistryCIDRs"))
                    .Select(text => IPNetwork.TryParse(text, out IPNetwork network) ? network : (IPNetwork?)null).OfType<IPNetwork>(),
            ],
        };
    }

    private static ContainerEngine Podman(JsonElement root, JsonElement host, JsonElement store) => new()
    {
        IsPodman = true,
        HasAnswered = true,
        HostName = Text(host, "hostname"),
        IsRemote = Member(host, "serviceIsRemote") is { ValueKind: JsonValueKind.True },
        ImageDirectories = Text(store, "graphRoot") is { } directory ? [directory] : [],
        ContainerSystem = Text(host, "os"),
        Architecture = Architecture(Text(host, "arch")),
        Registries = [.. Members(Member(root, "registries")).Select(Registry).OfType<PodmanRegistry>()],
    };

    // Beside the registries there is the list of those that short names are looked up at.
    private static PodmanRegistry? Registry(JsonProperty member) => member.Value.ValueKind != JsonValueKind.Object
        ? null
        : new(
            Text(member.Value, "Prefix") ?? UntrustedText.Clean(member.Name, TextLength),
            Member(member.Value, "Blocked") is { ValueKind: JsonValueKind.True },
            Member(member.Value, "Insecure") is { ValueKind: JsonValueKind.True },
            [.. Elements(Member(member.Value, "Mirrors")).Select(mirror => Text(mirror, "Location")).OfType<string>()]);

    private static bool KeepsInContainerd(JsonElement root) => Elements(Member(root, "DriverStatus"))
        .Any(status => Texts(status) is ["driver-type", var type] && type.StartsWith("io.containerd.snapshotter", StringComparison.Ordinal));

    private static string ContainerdDirectory(string output) => output.Contains("name=rootless", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "containerd")
        : ContainerdInformation.DefaultDirectory;

    private static string? Architecture(string? name) => name is null ? null : Architectures.GetValueOrDefault(name, name);

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { } item && TolerantJson.Member(item, name) is { } value && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<JsonProperty> Members(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } item ? item.EnumerateObject().Take(MostEntries) : [];

    private static IEnumerable<JsonElement> Elements(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } item ? item.EnumerateArray().Take(MostEntries) : [];

    private static string[] Texts(JsonElement? element) =>
        [.. Elements(element).Where(item => item.ValueKind == JsonValueKind.String).Select(item => UntrustedText.Clean(item.GetString(), TextLength))];

    private static string? Proxy(JsonElement root)
    {
        SecretReader.ProtectProxy(Member(root, "HttpsProxy") is { ValueKind: JsonValueKind.String } value ? value.GetString()! : string.Empty);
        return Text(root, "HttpsProxy");
    }

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value && UntrustedText.Clean(value.GetString(), TextLength) is { Length: > 0 } text ? text : null;
}
