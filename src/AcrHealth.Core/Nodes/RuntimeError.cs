namespace AcrHealth.Nodes;

/// <summary>The facts in the text of a failed pull.</summary>
/// <param name="Cause">The cause that its wording indicates.</param>
/// <param name="Evidence">The piece of the text that indicates it, fit to be shown; empty if none does.</param>
internal sealed record RuntimeError(RuntimeErrorCause Cause, string Evidence)
{
    /// <summary>The host that failed, from the text, or else the image's own.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Whether a credential was attached to the pull; null if the text does not say.</summary>
    public bool? HadCredential { get; init; }

    /// <summary>Whether a layer failed, after the registry had given the manifest.</summary>
    public bool IsDownload { get; init; }

    /// <summary>
    /// Whether the text is about a mirror, which containerd tries before the registry. containerd reports the first host that failed, and ignores
    /// 404 responses: the registry's own response, such as a missing tag, is not in the text.
    /// </summary>
    public bool IsMirror { get; init; }

    /// <summary>Whether the wording has only this cause; if not, a check on the node distinguishes the possible ones.</summary>
    public bool IsCertain => !IsMirror && NextCheck is null;

    /// <summary>The check to run on the node that distinguishes the possible causes; null if the text is sufficient.</summary>
    public string? NextCheck => IsMirror
        ? NodeCheckNames.ContainerdConfiguration
        : Cause switch
        {
            RuntimeErrorCause.NoCredential or RuntimeErrorCause.CredentialRefused or RuntimeErrorCause.Unauthorized or RuntimeErrorCause.CredentialProviderFailed
                => NodeCheckNames.CredentialProvider,
            RuntimeErrorCause.PullDenied => "RepositoryAccess",
            RuntimeErrorCause.HostNotFound or RuntimeErrorCause.DnsFailed => "Dns",
            RuntimeErrorCause.TimedOut or RuntimeErrorCause.ConnectionRefused or RuntimeErrorCause.ConnectionLost or RuntimeErrorCause.NetworkUnreachable
                => IsDownload ? "DataEndpoint" : "Tls",
            RuntimeErrorCause.CertificateUntrusted or RuntimeErrorCause.ProxyAuthentication or RuntimeErrorCause.ProxyFailed or RuntimeErrorCause.PlainHttp
                => NodeCheckNames.ContainerdConfiguration,
            RuntimeErrorCause.Forbidden => "Challenge",
            RuntimeErrorCause.BackOff or RuntimeErrorCause.Unknown => NodeCheckNames.ContainerdPull,
            _ => null,
        };
}
