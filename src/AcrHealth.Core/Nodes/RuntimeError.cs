namespace AcrHealth.Nodes;

/// <summary>What the text of a failed pull says.</summary>
/// <param name="Cause">The cause that its wording gives away.</param>
/// <param name="Evidence">The piece of the text that does, fit to be shown; empty if none does.</param>
internal sealed record RuntimeError(RuntimeErrorCause Cause, string Evidence)
{
    /// <summary>The host that failed, as the text names it, or else the image's own.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Whether a credential was attached to the pull; null if the text does not say.</summary>
    public bool? HadCredential { get; init; }

    /// <summary>Whether a layer failed, after the registry had given the manifest.</summary>
    public bool IsDownload { get; init; }

    /// <summary>
    /// Whether the text is about a mirror, asked before the registry. containerd reports the first host that failed, and passes over answers of 404 in
    /// silence: what the registry itself answered, such as a missing tag, is not in the text.
    /// </summary>
    public bool IsMirror { get; init; }

    /// <summary>Whether the wording has only this cause; if not, a check on the node tells the possible ones apart.</summary>
    public bool IsCertain => !IsMirror && NextCheck is null;

    /// <summary>The check that, run on the node, tells apart what the text does not; null if the text says all.</summary>
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
