using System.Text.Json;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Targets;

namespace AcrHealth.Completion;

/// <summary>
/// Finds the Azure registries in the configuration of this user's tools: the logins of docker and Podman, and the default registry of the Azure CLI.
/// Reads names only; files that cannot be read are ignored.
/// </summary>
internal static class ConfiguredRegistries
{
    private const int LargestFile = 1024 * 1024;

    private static readonly ContainerClient[] Clients = [new(ContainerClient.Docker, ContainerClient.Docker), new("podman", "podman")];

    public static IEnumerable<string> All() =>
        Clients.SelectMany(ClientFiles.Of).Distinct().SelectMany(InClientFile).Concat(DefaultOfAzureCli());

    private static IEnumerable<string> InClientFile(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Read(path));
            JsonElement root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? [] : [.. Hosts(root, "auths").Concat(Hosts(root, "credHelpers")).Where(IsAzure)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Hosts(JsonElement root, string property) =>
        root.TryGetProperty(property, out JsonElement logins) && logins.ValueKind == JsonValueKind.Object
            ? logins.EnumerateObject().Select(login => ClientConfiguration.HostOf(login.Name))
            : [];

    // az config set defaults.acr=contoso
    private static IEnumerable<string> DefaultOfAzureCli()
    {
        string folder = Environment.GetEnvironmentVariable("AZURE_CONFIG_DIR") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".azure");
        try
        {
            string[] lines = Read(Path.Combine(folder, "config")).Split('\n');
            int defaults = Array.FindIndex(lines, line => line.Trim() == "[defaults]");
            return defaults < 0
                ? []
                : [.. lines.Skip(defaults + 1).TakeWhile(line => !line.TrimStart().StartsWith('[')).Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
                    .Where(pair => pair is ["acr", { Length: > 0 }]).Select(pair => pair[1]).Where(name => name.All(char.IsAsciiLetterOrDigit))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return [];
        }
    }

    private static string Read(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Attributes.HasFlag(FileAttributes.Device) is false && file.Length is > 0 and <= LargestFile ? File.ReadAllText(path) : throw new FileNotFoundException();
    }

    private static bool IsAzure(string host) =>
        AzureCloud.All.Any(cloud => host.EndsWith(cloud.RegistrySuffix, StringComparison.OrdinalIgnoreCase)) && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
