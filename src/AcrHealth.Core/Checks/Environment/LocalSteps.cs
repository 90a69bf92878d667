using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Environment;

/// <summary>What to do on this very machine: the command of its operating system and package manager, before what the reference says for all.</summary>
internal static class LocalSteps
{
    private const string DockerHostVariable = "DOCKER_HOST";
    private const string Homebrew = "brew";
    private const string PermissionDenied = "permission denied";

    // By the program that installs, in the order in which they are looked for: a system may have more than one.
    private static readonly (string Manager, string Docker, string Helm)[] Managers =
    [
        ("winget", "winget install --exact --id Docker.DockerDesktop", "winget install --exact --id Helm.Helm"),
        (Homebrew, "brew install --cask docker-desktop", "brew install helm"),
        ("apt-get", "sudo apt-get install docker.io", ""),
        ("tdnf", "sudo tdnf install moby-engine moby-cli", "sudo tdnf install helm"),
        ("dnf", "", "sudo dnf install helm"),
        ("zypper", "sudo zypper install docker", "sudo zypper install helm"),
        ("apk", "sudo apk add docker", "sudo apk add helm"),
    ];

    /// <summary>For a machine without docker.</summary>
    public static string[] InstallDocker() => Manager() switch
    {
        { Docker.Length: > 0 } manager => Before(ErrorCodes.DockerCommand, CheckOutcome.Format(Strings.StepInstall, manager.Docker)),
        { Manager: "dnf" } => Before(ErrorCodes.DockerCommand, Strings.StepInstallPodman),
        _ => [],
    };

    /// <summary>For a machine without Helm.</summary>
    public static string[] InstallHelm() =>
        Manager() is { Helm.Length: > 0 } manager ? Before(ErrorCodes.HelmCommand, CheckOutcome.Format(Strings.StepInstall, manager.Helm)) : [];

    /// <summary>For docker's engine, which did not answer and may have said why.</summary>
    public static string[] StartEngine(string said)
    {
        if (System.Environment.GetEnvironmentVariable(DockerHostVariable) is { Length: > 0 } host)
        {
            return Before(ErrorCodes.DockerDaemon, CheckOutcome.Format(Strings.StepDockerHost, UntrustedText.Clean(host, 200)));
        }

        if (!OperatingSystem.IsLinux())
        {
            return Before(ErrorCodes.DockerDaemon, CheckOutcome.Format(Strings.StepStart, OperatingSystem.IsMacOS() ? "open -a Docker" : "docker desktop start"));
        }

        return said.Contains(PermissionDenied, StringComparison.OrdinalIgnoreCase)
            ? Before(ErrorCodes.DockerDaemon, CheckOutcome.Format(Strings.StepGroup, UntrustedText.Clean(System.Environment.UserName, 50)))
            : Before(ErrorCodes.DockerDaemon, CheckOutcome.Format(Strings.StepStart, "sudo systemctl start docker"));
    }

    private static (string Manager, string Docker, string Helm)? Manager()
    {
        foreach ((string Manager, string Docker, string Helm) manager in Managers)
        {
            // On Linux, too, there may be a brew, which has no Docker Desktop and is nobody's first choice there.
            if ((manager.Manager != Homebrew || OperatingSystem.IsMacOS()) && ProgramPath.Find(manager.Manager).Path is not null)
            {
                return manager;
            }
        }

        return null;
    }

    private static string[] Before(string code, string step) => [step, .. ErrorReference.RemediationOf(code)];
}
