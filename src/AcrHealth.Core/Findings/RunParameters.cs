namespace AcrHealth.Findings;

/// <summary>The parameters of this run that a command in a remedy repeats to check the same registry in the same way.</summary>
internal sealed record RunParameters
{
    /// <summary>The name of the cloud; null if it was not given.</summary>
    public string? Cloud { get; init; }

    /// <summary>The files of the certificate authorities, one word of a command line each; null for a certificate that came as an object.</summary>
    public IReadOnlyList<string?> CertificateFiles { get; init; } = [];

    /// <summary>The user name of a credential; null if none was given.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether a token was given.</summary>
    public bool HasAccessToken { get; init; }

    public bool IsAnonymous { get; init; }

    public string? TenantId { get; init; }

    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether the kubelet's credential is used.</summary>
    public bool IsKubelet { get; init; }

    /// <summary>The file of the pull secret; empty if it did not come from a file, null if there is none.</summary>
    public string? PullSecret { get; init; }

    /// <summary>The directory under which the node's files are; null if it was not given.</summary>
    public string? NodeRoot { get; init; }
}
