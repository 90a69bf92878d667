using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

/// <summary>Reports which images the engine can run. This is a fact and never a failure: registries have images for both systems.</summary>
internal sealed class ContainerPlatformCheck : EngineCheck
{
    public const string CheckName = "ContainerPlatform";

    // If it is set, every pull of docker's is for another platform than the engine's own.
    private const string PlatformVariable = "DOCKER_DEFAULT_PLATFORM";

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [];

    public override string Description => Strings.ContainerPlatformDescription;

    protected override CheckOutcome Evaluate(CheckContext context, ContainerClient client, ContainerEngine engine)
    {
        if (engine is not { ContainerSystem: { } system, Architecture: { } architecture })
        {
            return CheckOutcome.NotApplicable(Strings.EngineUnknown);
        }

        string? asked = engine.IsPodman || engine.IsContainerd ? null : System.Environment.GetEnvironmentVariable(PlatformVariable);
        var detail = new ContainerPlatformDetail
        {
            OS = system,
            Architecture = architecture,
            DefaultPlatform = string.IsNullOrWhiteSpace(asked) ? null : UntrustedText.Clean(asked, 100),
        };
        string message = MessageFormat.Format(Strings.PlatformIs, detail);
        if (detail.DefaultPlatform is { } platform && !platform.Equals(detail.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            message += MessageFormat.Format(Strings.PlatformAsked, PlatformVariable, platform);
        }

        // A Windows Server is meant for Windows images; on a desktop, Docker Desktop can be switched to them, often by mistake.
        bool isServer = engine.HostSystem?.Contains("Server", StringComparison.OrdinalIgnoreCase) ?? true;
        return system == "windows" && !isServer
            ? context.Report(MachineFindings.WindowsContainers, detail, ("platform", detail.ToString()))
            : CheckOutcome.Passed(message, detail);
    }
}
