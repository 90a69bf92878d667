using AcrHealth.Findings;
using AcrHealth.Programs;

namespace AcrHealth.Diagnosis.Machine;

/// <summary>Recognizes the output of a failed pull, in the wordings of docker's engine with and without containerd, of Podman, BuildKit and nerdctl.</summary>
internal static class PullEvidence
{
    public static readonly Evidence<Finding> Rules = new(
        (MachineFindings.WslIntegrationOff, ["could not be found in this WSL", "activate the WSL integration"]),
        (MachineFindings.PullHelperMissing, ["docker-credential-…executable file not found", "docker-credential-…no such file or directory", "docker-credential-…exec format error", "docker-credential-…resolves to executable in current directory"]),
        (MachineFindings.PullFirewall, ["is not allowed access", "aka.ms/acr/firewall"]),
        (MachineFindings.PullThrottled, ["toomanyrequests", "429 Too Many Requests", "status: 429", "pull rate limit", "rate exceeded"]),
        (MachineFindings.PullContentTrust, ["remote trust data does not exist", "valid trust data", "does not have trust data", "No trust data for", "trust server"]),
        (MachineFindings.PullWindowsVersion, ["is incompatible with a", "operating system of the container does not match"]),
        (MachineFindings.PullOtherPlatform,
            [
                "cannot be used on this platform", "no matching manifest for", "no image found in image index for architecture", "no image found in manifest list for architecture", "no match for platform in manifest", "does not match the specified platform",
                "does not provide the specified platform", "does not provide any platform", "no child with platform", "not found: platform", "unsupported platform",
            ]),
        (MachineFindings.PullOldSchema, ["docker.distribution.manifest.v1", "schema 1", "schemaVersion 1"]),
        (MachineFindings.PullNotAnImage,
            [
                "unsupported media type", "unsupported manifest media type", "unsupported config media type", "encountered remote…when fetching", "vnd.cncf.helm", "unsupported image-specific operation on artifact", "Target is plugin", "mediaType in manifest",
                "invalid rootfs in image configuration", "unknown media type",
            ]),
        (MachineFindings.NoSpaceLeft, ["no space left on device", "not enough space on the disk", "disk quota exceeded"]),
        (MachineFindings.StorageReadOnly, ["read-only file system"]),
        (MachineFindings.UserNamespaceUnavailable,
            ["insufficient UIDs or GIDs", "newuidmap", "newgidmap", "cannot be mapped to a host ID", "no subuid ranges found", "no subgid ranges found", "cannot clone: Operation not permitted", "lchown…invalid argument"]),
        (MachineFindings.CgroupsUnavailable, ["cgroup"]),
        (MachineFindings.PullStorageDriver, ["driver not supported", "failed to mount overlay", "mounting…overlay…invalid argument", "overlay…operation not permitted", "unknown storage driver", "graphdriver", "failed to convert whiteout", "mount options is too long"]),
        (MachineFindings.PullLayerPermission, ["failed to register layer…permission denied", "failed to register layer…operation not permitted", "ApplyLayer…permission denied", "lchown…operation not permitted", "unpack…permission denied", "unpack…operation not permitted", "failed to extract layer…permission denied", "failed to extract layer…operation not permitted", "lsetxattr"]),
        (MachineFindings.PullContentAltered, ["layer verification failed", "config verification failed", "manifest verification failed", "unexpected commit digest", "failed size validation", "invalid checksum", "digest did not match", "Digest did not match", "does not match digest", "invalid tar header", "gzip: invalid", "gzip: checksum"]),
        (MachineFindings.PullProxyAuthentication, ["Proxy Authentication Required", "proxyconnect…407", "status code 407"]),
        (MachineFindings.PullProxyFailed, ["proxyconnect", "invalid proxy", "proxy: unknown scheme", "socks connect"]),
        (MachineFindings.PullCertificateExpired, ["certificate has expired", "is not yet valid", "certificate is expired"]),
        (MachineFindings.PullCertificateName, ["certificate is valid for", "certificate is not valid for", "doesn't contain any IP SANs", "certificate relies on legacy Common Name", "certificate name does not match", "certificate is not standards compliant"]),
        (MachineFindings.PullCertificateUntrusted, ["unknown authority", "certificate verify failed", "certificate is not trusted", "unable to get local issuer", "self-signed certificate", "self signed certificate", "failed to verify certificate", "x509:"]),
        (MachineFindings.PullPlainHttp, ["server gave HTTP response to HTTPS client", "first record does not look like a TLS handshake"]),
        (MachineFindings.PullDnsTimedOut, ["lookup…i/o timeout", "lookup…server misbehaving", "lookup…connection refused", "lookup…read: connection", "lookup…Temporary failure", "Temporary failure in name resolution", "lookup…network is unreachable"]),
        (MachineFindings.PullDnsFailed, ["no such host", "could not resolve host", "Name or service not known", "No address associated with hostname", "no DNS record"]),
        (MachineFindings.PullUnauthorized,
            [
                "no basic auth credentials", "authentication required", "unauthorized", "401 Unauthorized", "status: 401", "invalid username/password", "failed to authorize", "failed to fetch anonymous token", "failed to fetch oauth token", "incorrect username or password", "unable to retrieve auth token",
            ]),
        (MachineFindings.PullDenied, ["pull access denied", "access to the resource is denied", "access to the requested resource is not authorized", "insufficient_scope", "authorization failed", "denied:", "retrieving permissions failed"]),
        (MachineFindings.PullForbidden, ["403 Forbidden", "status: 403", "status code 403", "StatusCode: 403", ": Forbidden"]),
        (MachineFindings.PullNotFound,
            ["manifest unknown", "name unknown", "MANIFEST_UNKNOWN", "NAME_UNKNOWN", "repository name not known", "repository does not exist", "no such manifest", "not found", "404 Not Found", "status: 404", "No such image"]),
        (MachineFindings.PullNameInvalid, ["invalid reference format", "must be lowercase", "short-name…did not resolve", "invalid image reference", "invalid repository name", "must be fully qualified"]),
        (MachineFindings.PullServerError, ["Internal Server Error", "Bad Gateway", "Service Unavailable", "Gateway Timeout", "unexpected HTTP status: 5", "status: 50", "status code 50", "StatusCode: 50", "temporarily unavailable"]),
        (MachineFindings.PullNetworkUnreachable, ["network is unreachable", "no route to host", "unreachable network", "unreachable host", "host is down"]),
        (MachineFindings.PullConnectionRefused, ["connection refused", "actively refused", "refused the network connection"]),
        (MachineFindings.PullConnectionTimedOut,
            ["i/o timeout", "Client.Timeout", "context deadline exceeded", "TLS handshake timeout", "connection timed out", "operation timed out", "awaiting headers", "waiting for connection", "did not properly respond after a period", "net/http: request canceled"]),
        (MachineFindings.PullConnectionLost, ["connection reset", "unexpected EOF", "EOF", "broken pipe", "forcibly closed", "connection was aborted", "stream error", "use of closed network connection", "http2:", "Is the docker daemon running", "failed to connect to the docker API"]));
}
