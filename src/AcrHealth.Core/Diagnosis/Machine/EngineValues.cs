using System.Text.RegularExpressions;
using AcrHealth.Containers;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Machine;

/// <summary>The values that the texts of findings about an engine contain, from the client's output and from this machine.</summary>
internal static partial class EngineValues
{
    /// <summary>The variable that selects a context.</summary>
    public const string ContextVariable = "DOCKER_CONTEXT";

    private const string VersionVariable = "DOCKER_API_VERSION";
    private const string DockerGroup = "docker";

    // k3s brings a containerd of its own.
    private const string SocketOfK3s = "/run/k3s/containerd/containerd.sock";

    /// <summary>Whether the account is in docker's group, and this session began before it was.</summary>
    public static bool GroupIsNew => OperatingSystem.IsLinux() && UnixAccounts.IsNewMember(System.Environment.UserName, DockerGroup);

    /// <summary>The values that the texts of a finding contain.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="client">The client.</param>
    /// <param name="command">The command that failed.</param>
    /// <param name="said">Its whole output.</param>
    /// <param name="reason">The reason of the failure, fit to be shown.</param>
    public static Dictionary<string, object?> Of(Finding finding, ContainerClient client, string command, string said, string reason) => new()
    {
        ["client"] = client.Command,
        ["dockerClient"] = client.IsCtr ? null : client.Command,
        ["ctr"] = client.IsCtr ? client.Command : null,
        ["command"] = new CommandLine(command),
        ["reason"] = reason,
        ["start"] = EngineService.Start(client, said),
        ["restart"] = EngineService.Restart(client, said),
        ["engines"] = EngineService.List(client),
        ["unit"] = EngineService.Service(client),
        ["address"] = !client.IsContainerd ? null : File.Exists(SocketOfK3s) ? SocketOfK3s : string.Empty,
        ["rootless"] = client.IsNerdctl ? new CommandLine("containerd-rootless-setuptool.sh install") : null,
        ["engineHost"] = EngineHost(said),
        ["group"] = Group(),
        ["context"] = Variable(ContextVariable) ?? (ContextName().Match(said) is { Success: true } name ? name.Groups[1].Value : "?"),
        ["update"] = PackageManager.ToUpdateDocker(client),
        ["supported"] = ServerVersion().Match(said) is { Success: true } version ? version.Groups[1].Value : null,
        ["subids"] = PackageManager.Line($"sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 {Account}"),
        ["migrate"] = client.IsPodman ? new CommandLine($"{RemedyCommands.Word(client.Command, "client")} system migrate") : null,
        ["uidmap"] = PackageManager.ToInstallIdMap,
        ["disk"] = EngineService.DiskSetting(client),
        ["distribution"] = HostSystem.WslDistribution ?? "WSL",
        ["variable"] = finding == MachineFindings.ClientTooOld ? Set(VersionVariable) : Set(ContextVariable),
    };

    /// <summary>The value of a variable; null if it is not set.</summary>
    public static string? Variable(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Account => RemedyCommands.Word(System.Environment.UserName, "user");

    private static string? Set(string variable) => Variable(variable) is null ? null : variable;

    private static CommandLine? Group() =>
        OperatingSystem.IsWindows() ? new($"net localgroup docker-users {Account} /add")
        : OperatingSystem.IsLinux() ? PackageManager.Line($"sudo usermod -aG {DockerGroup} {Account}")
        : null;

    // A password in the address must not appear in a report.
    private static string EngineHost(string said) =>
        UntrustedText.Clean(UserPart().Replace(Variable(EngineService.HostVariable) ?? Address().Match(said).Value.TrimEnd('.', ':', ';'), "$1"), 200) is { Length: > 0 } host ? host : "?";

    [GeneratedRegex(@"(?:unix|tcp|npipe|ssh|https?)://[^\s""';,]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^((?:tcp|https?)://)[^/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserPart();

    [GeneratedRegex(@"context:?\s+[""']?([A-Za-z0-9][A-Za-z0-9_.+-]*)[""']?", RegexOptions.CultureInvariant)]
    private static partial Regex ContextName();

    [GeneratedRegex(@"(?:server API version: |Maximum supported API version is )(\d+\.\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ServerVersion();
}
