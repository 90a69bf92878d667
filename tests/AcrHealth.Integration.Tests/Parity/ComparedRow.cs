using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The outcomes of both programs for one fault.</summary>
internal sealed record ComparedRow(Comparison Comparison)
{
    public required AzureCliOutcome Az { get; init; }

    /// <summary>The token that the Azure CLI sent to another host than the registry; null if it sent none.</summary>
    public required string? TokenAzGaveAway { get; init; }

    public required IReadOnlyList<CheckResult> Ours { get; init; }

    public required TimeSpan OurTime { get; init; }

    /// <summary>Connections that we made to another host than the registry.</summary>
    public required long OurConnectionsElsewhere { get; init; }

    // A missing tool is a Warning with its code if registries are checked; the Azure CLI knows no warnings.
    public IReadOnlyList<string> OurCodes =>
        [.. Ours.Where(result => result.Status == "Failed" || IsMissingTool(result)).Select(result => result.ErrorCode!)];

    public IReadOnlyList<string> OurWarnings => [.. Ours.Where(result => result.Status == "Warning" && !IsMissingTool(result)).Select(result => result.Check)];

    /// <summary>Whether both said the same.</summary>
    public bool AreAlike => Comparison.AzGivesOneOf.Count == 0 && !Az.IsHeld && Az.Exception is null && Az.AzureError is null && TokenAzGaveAway is null && OurWarnings.Count == 0 && Az.Codes.SequenceEqual(OurCodes);

    private static bool IsMissingTool(CheckResult result) => result is { Status: "Warning", Check: "DockerCommand" or "HelmCommand" };
}
