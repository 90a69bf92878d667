using System.Text.RegularExpressions;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Machine;

/// <summary>The registry and repository of an image name, and the commands that sign in there and list the tags.</summary>
/// <param name="Name">The name as the client is given it.</param>
internal sealed partial record PulledImage(string Name)
{
    private const string Hub = "docker.io";

    /// <summary>The image as a client is given it: ctr completes neither the host nor the tag.</summary>
    public static PulledImage For(ContainerClient client, string name)
    {
        var image = new PulledImage(name);
        return client.IsCtr ? new(image.FullName) : image;
    }

    /// <summary>The host, with its port if it is written, that the image comes from.</summary>
    public string Host => Name.Split('/') is [var first, _, ..] && (first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost") ? first : Hub;

    /// <summary>The repository, without host, tag and digest.</summary>
    public string Repository
    {
        get
        {
            string rest = Name.StartsWith(Host + "/", StringComparison.Ordinal) ? Name[(Host.Length + 1)..] : Name;
            rest = rest.Split('@')[0];
            int tag = rest.LastIndexOf(':');
            return tag > rest.LastIndexOf('/') ? rest[..tag] : rest;
        }
    }

    private string FullName
    {
        get
        {
            string version = Name[(Name.IndexOf(Repository, StringComparison.Ordinal) + Repository.Length)..];
            string repository = Host == Hub && !Repository.Contains('/', StringComparison.Ordinal) ? "library/" + Repository : Repository;
            return $"{Host}/{repository}{(version.Length == 0 ? ":latest" : version)}";
        }
    }

    /// <summary>The name of the Azure registry; null if the image comes from elsewhere.</summary>
    public string? RegistryName
    {
        get
        {
            string host = Host.Split(':')[0];
            return AzureCloud.ByLoginServer(host) is { } cloud ? host[..^cloud.RegistrySuffix.Length].Split('.')[0].Split('-')[0].ToLowerInvariant() : null;
        }
    }

    /// <summary>Signs in to the Azure registry with the identity of the Azure CLI; null if the image comes from elsewhere, or the client has no logins.</summary>
    public CommandLine? SignInToAzure(ContainerClient client) => !client.IsCtr && RegistryName is { } name ? AzureLogin.Of(client, name, Host) : null;

    /// <summary>Signs in with a user name and password; null if the client has no logins.</summary>
    public CommandLine? SignIn(ContainerClient client) => client.IsCtr ? null : new($"{RemedyCommands.Path(client.Command, "client")} login {RemedyCommands.Word(Host, "host")}");

    /// <summary>Lists the tags of the repository.</summary>
    public CommandLine Tags => RegistryName is { } name
        ? new($"az acr repository show-tags --name {RemedyCommands.Word(name, "registry")} --repository {RemedyCommands.Word(Repository, "repository")} --orderby time_desc --output table")
        : new($"skopeo list-tags docker://{RemedyCommands.Word($"{Host}/{Repository}", "repository")}");

    /// <summary>A client's output without the name of the image, which could look like a cause.</summary>
    public string Without(string said) => said
        .Replace(Name, "*", StringComparison.Ordinal)
        .Replace($"{Host}/{Repository}", "*", StringComparison.Ordinal)
        .Replace($"/v2/{Repository}/", "/v2/*/", StringComparison.Ordinal);

    /// <summary>The host that a failure is about: the last one that the client names, or else the image's own.</summary>
    public string FailedHost(string said) =>
        LookedUp().Match(said) is { Success: true } looked ? looked.Groups[1].Value : Asked().Matches(said).LastOrDefault() is { } asked ? asked.Groups[1].Value : Host;

    /// <summary>The platform that the engine wanted and did not find, as docker writes it; null if the client does not say.</summary>
    public static string? WantedPlatform(string said) =>
        Wanted().Match(said) is { Success: true } docker ? docker.Groups[1].Value
        : WantedByPodman().Match(said) is { Success: true } podman ? $"{podman.Groups[3].Value}/{podman.Groups[1].Value}{(podman.Groups[2].Value is { Length: > 0 } variant ? "/" + variant : string.Empty)}"
        : null;

    /// <summary>The address that a registry's firewall refuses; null if it does not say.</summary>
    public static string? RefusedAddress(string said) => Refused().Match(said) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\blookup ([A-Za-z0-9][A-Za-z0-9.-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex LookedUp();

    [GeneratedRegex(@"https?://([A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?)/", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(@"no matching manifest for ([a-z0-9]+/[a-z0-9]+(?:/v\d+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Wanted();

    [GeneratedRegex(@"for architecture ""?([a-z0-9]+)""?,(?: variant ""?([a-z0-9]*)""?,)? OS ""?([a-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex WantedByPodman();

    [GeneratedRegex(@"client with IP '?([0-9a-fA-F.:]+)'?", RegexOptions.CultureInvariant)]
    private static partial Regex Refused();
}
