using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of the hosts that layers come from.</summary>
internal static class DataFindings
{
    private static readonly FindingSet Set = new(nameof(DataFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    // The way to the host.
    public static Finding DataHostNotExcepted { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "proxy", "bypass", "reason", "except", "wildcard"]);
    public static Finding DataEndpointNotResolved { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "reason", "record"]);
    public static Finding DataEndpointUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "reason"]);
    public static Finding StorageUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "reason", "wildcard"]);
    public static Finding LayerHostUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "reason"]);

    // Responses of the host.
    public static Finding StorageAccessDenied { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "answer"]);
    public static Finding LayerLinkRejected { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "answer", "setClock"]);
    public static Finding LayerGone { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "answer"]);
    public static Finding DataHostFailed { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "answer"]);
    public static Finding DataHostRedirected { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "location", "answer"]);
    public static Finding DataHostDenied { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "answer"]);
    public static Finding LayerChanged { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["dataHost", "dataPort", "digest"]);

    // Responses of the registry.
    public static Finding BlobMissing { get; } = Set.Failed(ErrorCodes.Manifest, ["digest", "answer"]);
    public static Finding BlobRefused { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["digest", "answer"]);
    public static Finding BlobRedirectInvalid { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["location"]);

    // Layers on other hosts, and the download speed.
    public static Finding ForeignLayerUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["name", "dataHost", "reason"]);
    public static Finding ThroughputNotMeasured { get; } = Set.Warning(null, ["reason"]);
}
