using AcrHealth.Containers;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Machine;

/// <summary>The values that the texts of findings about a pull contain.</summary>
/// <param name="client">The client that pulls.</param>
/// <param name="engine">The engine behind it; null if it reported nothing about itself.</param>
/// <param name="image">The image.</param>
internal sealed class PullValues(ContainerClient client, ContainerEngine? engine, PulledImage image)
{
    private const string PlatformVariable = "DOCKER_DEFAULT_PLATFORM";
    private const string LinuxAmd64 = "linux/amd64";
    private const string LinuxArm64 = "linux/arm64";

    /// <summary>The values that the texts of a finding contain.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="command">The command that failed.</param>
    /// <param name="said">Its whole output.</param>
    /// <param name="reason">The reason of the failure, fit to be shown.</param>
    /// <param name="longer">The timeout for the next attempt, in seconds.</param>
    public (string Name, object? Value)[] Of(Finding finding, string command, string said, string reason, double longer)
    {
        string where = $"{engine?.HostName} {engine?.HostSystem?.Replace(' ', '-')} {said}";
        bool isVirtual = engine is { IsHere: false } || !OperatingSystem.IsLinux();
        string serverName = image.FailedHost(said);
        string? platform = PulledImage.WantedPlatform(said) ?? (engine is { ContainerSystem: { } system, Architecture: { } architecture } ? $"{system}/{architecture}" : null);
        Dictionary<string, object?> values = EngineValues.Of(finding, client, command, said, reason);
        values["restart"] = finding == MachineFindings.PullClockWrong && !isVirtual ? null : EngineService.Restart(client, where);
        values["sync"] = isVirtual ? null : EngineService.SetClock;
        values["daemon"] = isVirtual ? null : EngineService.Restart(client, where);
        values["desktop"] = isVirtual ? EngineService.Restart(client, where) : null;
        values["certificate"] = EngineService.AuthorityFile(client, serverName);
        values["settings"] = EngineService.Settings(client);
        values["proxy"] = EngineService.ProxySettings(client);
        values["dns"] = EngineService.DnsSettings;
        values["snapshotter"] = client.IsContainerd ? "native" : null;
        values["hosts"] = client.IsContainerd ? EngineService.HostDirectory(client, image.Host) + "/hosts.toml" : null;
        values["pull"] = new CommandLine(string.Join(' ', ClientArguments.Pull(client)));
        values["pulled"] = image.Name;
        values["imageRepository"] = image.Repository;
        values["serverName"] = serverName;
        values["from"] = image.Host;
        values["azure"] = image.SignInToAzure(client);
        values["signIn"] = image.SignIn(client);
        values["registryName"] = image.RegistryName;
        values["tags"] = image.Tags;
        values["address"] = PulledImage.RefusedAddress(said);
        values["platforms"] = Platforms(platform);
        values["other"] = said.Contains("windows", StringComparison.OrdinalIgnoreCase) ? null : Other(platform);
        if (finding == MachineFindings.PullOtherPlatform)
        {
            values["variable"] = client.IsContainerd || EngineValues.Variable(PlatformVariable) is null ? null : PlatformVariable;
        }

        values["linux"] = platform?.StartsWith("windows", StringComparison.Ordinal) == true && engine?.HostSystem?.Contains("Server", StringComparison.OrdinalIgnoreCase) != true
            ? EngineService.SwitchToLinux
            : null;
        values["helper"] = Helper(said);
        values["file"] = ClientFiles.OfDocker(client).First();
        values["longer"] = longer;
        return [.. finding.Values.Select(name => (name, values.GetValueOrDefault(name)))];
    }

    private static string Other(string? platform) => platform?.StartsWith(LinuxAmd64, StringComparison.Ordinal) == true ? LinuxArm64 : LinuxAmd64;

    private static CommandLine Platforms(string? platform)
    {
        ImagePlatform own = MachinePlatform.Current.Own;
        string wanted = platform ?? $"{own.OS}/{own.Architecture}";
        return new($"{wanted},{Other(wanted)}");
    }

    // The helper's name contains only characters that the client's configuration and the system allow in file names.
    private static string Helper(string said)
    {
        const string Prefix = "docker-credential-";
        int start = said.IndexOf(Prefix, StringComparison.Ordinal);
        return start < 0 ? Prefix + "*" : said[start..].Split(['"', '\'', ' ', ':', ',', '`', '\n'])[0];
    }
}
