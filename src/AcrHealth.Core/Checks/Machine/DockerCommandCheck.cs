using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Model;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class DockerCommandCheck : ProgramCheck
{
    public const string CheckName = "DockerCommand";

    /// <summary>The container client.</summary>
    public static readonly CheckOutput<ContainerClient> Client = new(CheckName);

    // These are not used unless they are named: WSL can call the clients of Windows by their full names, and finch has an engine in a virtual machine.
    private static readonly string[] OtherClients = ["docker.exe", "finch", "podman.exe"];

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerCommand];

    public override string Description => Strings.DockerCommandDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ContainerClientLookup sought = context.Session.Engine.Client.Value;
        ProgramLookup lookup = sought.Program;
        var detail = new ProgramDetail { Command = sought.Command, Path = lookup.Path ?? lookup.Unfit };
        return Task.FromResult(sought.Client is { } client
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.ProgramFound, client.Command, client.Path), detail).WithOutput(Client, client)
            : Unfit(context, sought.Command, lookup, detail) ?? Misnamed(context, sought.Command, lookup, detail) ?? Missing(context, sought, detail));
    }

    private static CheckOutcome? Misnamed(CheckContext context, string command, ProgramLookup lookup, ProgramDetail detail)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && IsCommandLine(words))
        {
            bool sudo = words[0] == "sudo";
            return context.Report(
                MachineFindings.ClientVariableIsCommandLine,
                detail,
                ("client", command),
                ("program", new CommandLine(RemedyCommands.Path(sudo ? Array.Find(words[1..], word => word[0] != '-') : words[0], "client").Trim('\''))),
                ("group", sudo && OperatingSystem.IsLinux() ? PackageManager.Line($"sudo usermod -aG docker {RemedyCommands.Word(System.Environment.UserName, "user")}") : null));
        }

        return lookup.Absence == ProgramAbsence.RelativePath ? context.Report(MachineFindings.ClientPathIsRelative, detail, ("client", command)) : null;
    }

    // A path may contain spaces; a text that begins with an existing program, or has options, is a command line.
    private static bool IsCommandLine(string[] words) => words[0] == "sudo" || Array.Exists(words, word => word[0] == '-') || ProgramPath.Find(words[0]).Path is not null;

    /// <summary>Reports a missing client: as a warning, unless the caller requested a check of it.</summary>
    private static CheckOutcome Missing(CheckContext context, ContainerClientLookup sought, ProgramDetail detail)
    {
        if (HostSystem.IsCloudShell)
        {
            string message = MessageFormat.Format(Strings.CloudShellHasNoEngine, sought.Command);
            return context.Options.ChecksRegistries ? CheckOutcome.NotApplicable(message) : CheckOutcome.Skipped(message);
        }

        CheckOutcome outcome = Absent(context, sought, detail);
        return !context.Options.ChecksRegistries || CheckCatalog.IsNeededByName(CheckName, context.Options) ? outcome : outcome with { Status = CheckStatus.Warning };
    }

    private static CheckOutcome Absent(CheckContext context, ContainerClientLookup sought, ProgramDetail detail)
    {
        string command = sought.Command;
        if (sought.IsNamedByVariable && command != ContainerClient.Docker)
        {
            return context.Report(MachineFindings.ClientVariableNamesNothing, detail, ("client", command));
        }

        (string Name, string? Path) other = OtherClients.Select(name => (Name: name, ProgramPath.Find(name).Path)).FirstOrDefault(found => found.Path is not null);
        return other.Path is null
            ? context.Report(MachineFindings.ClientMissing, detail, ("client", command), ("install", PackageManager.ToInstallDocker))
            : context.Report(
                MachineFindings.ClientUnderOtherName,
                detail,
                ("client", command),
                ("other", other.Name),
                ("path", other.Path),
                ("integration", HostSystem.IsWsl ? HostSystem.WslDistribution ?? "WSL" : null),
                ("install", PackageManager.ToInstallDocker));
    }
}
