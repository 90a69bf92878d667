namespace AcrHealth.Nodes;

/// <summary>The reason why a container runtime, or the kubelet in front of it, did not get an image.</summary>
internal enum RuntimeErrorCause
{
    /// <summary>The text has no known wording.</summary>
    Unknown,

    /// <summary>The runtime requested an anonymous token and was refused: no credential was attached to the pull.</summary>
    NoCredential,

    /// <summary>A credential was attached to the pull, and the registry refused it.</summary>
    CredentialRefused,

    /// <summary>The registry responded with 401, and the text does not say whether a credential was attached.</summary>
    Unauthorized,

    /// <summary>The registry gave a token that does not allow the pull: a missing permission, or a repository that anonymous callers cannot see.</summary>
    PullDenied,

    /// <summary>The registry has no such repository, tag or digest.</summary>
    NotFound,

    /// <summary>The image exists, but not for the node's platform.</summary>
    PlatformMissing,

    /// <summary>The image was built for another version of Windows.</summary>
    WindowsVersion,

    /// <summary>The registry lists a layer that it does not have.</summary>
    LayerMissing,

    /// <summary>The manifest has schema 1, which the runtime no longer supports.</summary>
    OldSchema,

    /// <summary>The artifact is not a container image.</summary>
    NotAnImage,

    /// <summary>The image's name is invalid.</summary>
    NameInvalid,

    /// <summary>The host in the image's name looks like a misspelled login server, and does not exist.</summary>
    HostMisspelled,

    /// <summary>DNS has no such host.</summary>
    HostNotFound,

    /// <summary>The node's DNS server did not respond.</summary>
    DnsFailed,

    /// <summary>The connection, or a response, timed out.</summary>
    TimedOut,

    /// <summary>The host refused the connection.</summary>
    ConnectionRefused,

    /// <summary>The connection broke off.</summary>
    ConnectionLost,

    /// <summary>The node has no route to the host.</summary>
    NetworkUnreachable,

    /// <summary>The node does not trust the certificate's issuer.</summary>
    CertificateUntrusted,

    /// <summary>The certificate has expired, or is not valid yet.</summary>
    CertificateExpired,

    /// <summary>The certificate is for another host.</summary>
    CertificateName,

    /// <summary>The host does not speak TLS.</summary>
    PlainHttp,

    /// <summary>The registry's firewall refused the node's address.</summary>
    Firewall,

    /// <summary>The registry, or a proxy, responded with 403 without a reason in the text.</summary>
    Forbidden,

    /// <summary>The registry throttles the node (HTTP 429).</summary>
    Throttled,

    /// <summary>The kubelet's own limit on pulls (registryPullQPS) was exceeded.</summary>
    KubeletThrottled,

    /// <summary>The proxy requires authentication.</summary>
    ProxyAuthentication,

    /// <summary>The proxy failed.</summary>
    ProxyFailed,

    /// <summary>The registry responded with a 5xx status.</summary>
    ServerError,

    /// <summary>The content does not match its digest, or cannot be unpacked.</summary>
    ContentAltered,

    /// <summary>The node's disk is full.</summary>
    NoSpaceLeft,

    /// <summary>The node cannot store or unpack the image.</summary>
    StorageFailed,

    /// <summary>A signature or trust policy of the node refuses the image.</summary>
    SignatureRefused,

    /// <summary>The kubelet's credential provider failed.</summary>
    CredentialProviderFailed,

    /// <summary>A pull secret of the pod does not exist.</summary>
    PullSecretMissing,

    /// <summary>The pull policy is Never, and the node does not have the image.</summary>
    PullPolicyNever,

    /// <summary>The kubelet waits before it tries again, and the text does not have the failure.</summary>
    BackOff,
}
