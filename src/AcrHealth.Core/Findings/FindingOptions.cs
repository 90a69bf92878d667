using AcrHealth.Targets;

namespace AcrHealth.Findings;

/// <summary>The facts about a run that texts of findings mention.</summary>
internal sealed record FindingOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The time limit of one check.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The image whose pull is checked; null for the registry alone.</summary>
    public ImageReference? Image { get; init; }

    public string SampleImage { get; init; } = AzureCloud.DefaultSampleImage;

    /// <summary>The parameters of this run that commands in remedies repeat.</summary>
    public RunParameters RunParameters { get; init; } = new();

    /// <summary>The syntax of the commands of this product in texts: that of the front end that shows them.</summary>
    public ICommandSyntax CommandSyntax { get; init; } = PowerShellSyntax.Instance;
}
