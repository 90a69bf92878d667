using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>
/// The behavior of docker and helm, as shell scripts; null for a program that is not there. They print what the real ones print when all is well,
/// unless a test says otherwise. Notary, which the Azure CLI runs and we do not, is always well.
/// </summary>
/// <param name="Docker">The docker client's script.</param>
/// <param name="Helm">Helm's script.</param>
internal sealed record FakePrograms(string? Docker = FakePrograms.WorkingDocker, string? Helm = FakePrograms.WorkingHelm)
{
    public const string WorkingDocker =
        """
        case "$1" in
        ps) echo 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES' ;;
        pull) echo "Status: Image is up to date for $2" ;;
        *) echo 'Docker version 28.2.2, build e6534b4' ;;
        esac
        """;

    public const string WorkingHelm =
        """
        case "$*" in
        *--short*) echo 'v3.14.0+g3fc9f4b' ;;
        *) echo 'version.BuildInfo{Version:"v3.14.0", GitCommit:"3fc9f4b", GitTreeState:"clean", GoVersion:"go1.21.7"}' ;;
        esac
        """;

    private const string WorkingNotary = "printf 'notary\\n Version:    0.6.0\\n'";

    /// <summary>Writes them into a new directory.</summary>
    public string Write(string directory)
    {
        Directory.CreateDirectory(directory);
        Write(directory, "docker", Docker);
        Write(directory, "helm", Helm);
        Write(directory, "notary", WorkingNotary);
        return directory;
    }

    private static void Write(string directory, string name, string? script)
    {
        if (script is not null && ShellProgram.CanRun)
        {
            ShellProgram.Write(directory, name, script);
        }
    }
}
