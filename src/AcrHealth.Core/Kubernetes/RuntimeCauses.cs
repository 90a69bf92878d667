using AcrHealth.Findings;
using AcrHealth.Nodes;

namespace AcrHealth.Kubernetes;

/// <summary>Maps the causes in a runtime's message to the findings about a pod.</summary>
internal static class RuntimeCauses
{
    /// <summary>The finding for a cause.</summary>
    public static Finding FindingOf(RuntimeError error) => error.Cause switch
    {
        RuntimeErrorCause.NoCredential => PodFindings.PodNoCredential,
        RuntimeErrorCause.CredentialRefused => PodFindings.PodCredentialRefused,
        RuntimeErrorCause.Unauthorized or RuntimeErrorCause.PullSecretMissing => PodFindings.PodUnauthorized,
        RuntimeErrorCause.PullDenied => PodFindings.PodPullDenied,
        RuntimeErrorCause.CredentialProviderFailed => PodFindings.PodCredentialProviderFailed,
        RuntimeErrorCause.NotFound => PodFindings.PodImageNotFound,
        RuntimeErrorCause.PlatformMissing => PodFindings.PodPlatformMissing,
        RuntimeErrorCause.WindowsVersion => PodFindings.PodWindowsVersion,
        RuntimeErrorCause.LayerMissing or RuntimeErrorCause.OldSchema or RuntimeErrorCause.NotAnImage or RuntimeErrorCause.ContentAltered => PodFindings.PodImageUnusable,
        RuntimeErrorCause.NameInvalid => PodFindings.PodImageNameInvalid,
        RuntimeErrorCause.PullPolicyNever => PodFindings.PodPullPolicyNever,
        RuntimeErrorCause.SignatureRefused => PodFindings.PodSignatureRefused,
        RuntimeErrorCause.HostMisspelled => PodFindings.PodRegistryMisspelled,
        RuntimeErrorCause.HostNotFound => PodFindings.PodHostNotFound,
        RuntimeErrorCause.DnsFailed => PodFindings.PodDnsFailed,
        RuntimeErrorCause.TimedOut or RuntimeErrorCause.ConnectionRefused or RuntimeErrorCause.ConnectionLost or RuntimeErrorCause.NetworkUnreachable =>
            error.IsDownload ? PodFindings.PodLayerHostUnreachable : PodFindings.PodHostUnreachable,
        RuntimeErrorCause.CertificateUntrusted or RuntimeErrorCause.CertificateExpired or RuntimeErrorCause.CertificateName or RuntimeErrorCause.PlainHttp => PodFindings.PodCertificateRefused,
        RuntimeErrorCause.ProxyAuthentication or RuntimeErrorCause.ProxyFailed => PodFindings.PodProxyFailed,
        RuntimeErrorCause.Firewall => PodFindings.PodFirewall,
        RuntimeErrorCause.Forbidden => PodFindings.PodForbidden,
        RuntimeErrorCause.Throttled => PodFindings.PodThrottled,
        RuntimeErrorCause.KubeletThrottled => PodFindings.PodKubeletThrottled,
        RuntimeErrorCause.ServerError => PodFindings.PodServerError,
        RuntimeErrorCause.NoSpaceLeft or RuntimeErrorCause.StorageFailed => PodFindings.PodNodeStorage,
        RuntimeErrorCause.BackOff => PodFindings.PodBackOff,
        _ => PodFindings.PodPullFailed,
    };

    /// <summary>Whether a pull secret can be the reason, so that the pod's secrets are worth reading.</summary>
    public static bool MayBeTheSecret(RuntimeErrorCause cause) => cause is RuntimeErrorCause.NoCredential or RuntimeErrorCause.CredentialRefused or RuntimeErrorCause.Unauthorized
        or RuntimeErrorCause.PullDenied or RuntimeErrorCause.PullSecretMissing or RuntimeErrorCause.BackOff;

    /// <summary>Whether a secret that the pod does not name may be what it lacks.</summary>
    public static bool MayLackCredential(RuntimeError error) => error.HadCredential != true && error.Cause != RuntimeErrorCause.CredentialRefused;
}
