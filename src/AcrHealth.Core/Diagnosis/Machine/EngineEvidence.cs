using AcrHealth.Findings;
using AcrHealth.Programs;

namespace AcrHealth.Diagnosis.Machine;

/// <summary>Recognizes the output of container clients that cannot use their engine, in the wordings of docker since 1.13, Podman and nerdctl.</summary>
internal static class EngineEvidence
{
    public static readonly Evidence<Finding> Rules = new(
        (MachineFindings.WslIntegrationOff, ["could not be found in this WSL", "activate the WSL integration", "activate the WSL 2 integration"]),
        (MachineFindings.EngineContextMissing, ["context…not found on the file system", "unable to resolve docker endpoint: context…not found", "context…does not exist", "context not found", "load context…not found"]),
        (MachineFindings.ClientTooOld, ["client version…is too old", "client is too old", "Minimum supported API version is"]),
        (MachineFindings.ClientTooNew, ["client is newer than server", "client version…is too new", "Maximum supported API version is", "requires API version"]),
        (MachineFindings.EngineSpeaksTls, ["Client sent an HTTP request to an HTTPS server", "malformed HTTP response", "Are you trying to connect to a TLS-enabled daemon without TLS"]),
        (MachineFindings.EngineSpeaksPlainHttp, ["server gave HTTP response to HTTPS client", "first record does not look like a TLS handshake"]),
        (MachineFindings.EngineCertificates,
            [
                "x509:", "tls: bad certificate", "tls: certificate required", "remote error: tls", "could not load X509 key pair", "could not read CA certificate", "unable to resolve docker endpoint: open…pem", "unable to resolve docker endpoint…TLS",
            ]),
        (MachineFindings.EngineSshFailed, ["[ssh ", "command [ssh", "Host key verification failed", "Permission denied (publickey", "ssh: handshake failed", "ssh: connect to host", "ssh: Could not resolve hostname", "\"ssh\": executable file not found"]),
        (MachineFindings.UserNamespaceUnavailable,
            [
                "insufficient UIDs or GIDs", "newuidmap", "newgidmap", "no subuid ranges found", "no subgid ranges found", "cannot clone: Operation not permitted", "cannot set up namespace", "cannot re-exec process", "user namespaces are not enabled",
                "cannot clone: Invalid argument", "cannot clone: No space left",
            ]),
        (MachineFindings.EngineSocketDenied,
            [
                "permission denied while trying to connect", "dial unix…permission denied", "docker.sock…permission denied", "podman.sock…permission denied", "containerd.sock…permission denied", "cannot access containerd socket…permission denied",
                "rootless containerd not running",
            ]),
        (MachineFindings.EnginePipeDenied, ["pipe…Access is denied", "must be run with elevated privileges to connect"]),
        (MachineFindings.NoSpaceLeft, ["no space left on device", "not enough space on the disk", "disk quota exceeded"]),
        (MachineFindings.StorageReadOnly, ["read-only file system"]),
        (MachineFindings.CgroupsUnavailable, ["cgroup"]),
        (MachineFindings.PodmanNotRunning, ["Cannot connect to Podman", "unable to connect to Podman", "podman machine start", "podman machine init"]),
        (MachineFindings.EngineAddressNotFound, ["no such host", "Temporary failure in name resolution", "Name or service not known", "No address associated with hostname"]),
        (MachineFindings.EngineInternalError, ["Internal Server Error", "Bad Gateway", "Service Unavailable", "Gateway Timeout", "Docker Desktop is unable to start", "Docker Desktop is starting", "Docker Desktop is paused"]),
        (MachineFindings.EngineNotRunning,
            [
                "Is the docker daemon running", "Is 'docker daemon' running", "Is 'docker -d' running", "Cannot connect to the Docker daemon", "failed to connect to the docker API", "docker daemon is not running", "dial unix…connect:", "dial tcp…connect:",
                "dial tcp…connectex", "pipe…cannot find the file", "error during connect", "cannot access containerd socket", "Cannot connect to the engine", "connection refused", "actively refused", "i/o timeout", "failed to dial",
            ]));
}
