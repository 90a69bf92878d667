using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network;
using AcrHealth.Network.Dns;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out why a connection failed, from its progress and the error that ended it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Addresses">The host's addresses; empty if a proxy resolves it.</param>
/// <param name="Proxy">The proxy that the settings choose.</param>
/// <param name="Progress">The progress of the connection.</param>
/// <param name="Timeout">The time limit of the connection.</param>
internal sealed record ConnectionDiagnosis(RegistryTarget Host, IReadOnlyList<IPAddress> Addresses, ProxyChoice Proxy, ConnectionProgress Progress, TimeSpan Timeout)
{
    // 401 is tinyproxy's response to a wrong password.
    private const int Unauthorized = 401;
    private const int ProxyAuthenticationRequired = 407;

    public HostConnection Failed(TlsException exception) =>
        Failed(TlsDiagnosis.Of(Host, exception, Progress.RemoteEndPoint?.ToString(), HostsFileOf()), null, exception.Certificate);

    public HostConnection Unreachable(DialException exception)
    {
        string[] failures = [.. exception.Failures.Select(failure => failure.ToString())];
        DialFailure? first = exception.Failures.FirstOrDefault(failure => failure.Error is not (SocketError.NetworkUnreachable or SocketError.HostUnreachable))
            ?? (exception.Failures.Count > 0 ? exception.Failures[0] : null);
        (string, object?) peer = ("peer", string.Join(", ", exception.Failures.Select(failure => failure.EndPoint)));
        return first?.Error switch
        {
            // The host accepted the connection and reset it, during the handshake or a moment before, which depends on timing.
            SocketError.ConnectionReset => Failed(ConnectionFailureKind.Tls, ConnectionFindings.TlsClosed, failures),
            SocketError.ConnectionRefused => Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.ConnectionRefused, failures, peer),
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
                Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.NoRouteToHost, failures, peer),
            SocketError.TimedOut => Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.ConnectionTimedOut, failures, peer, ("seconds", Progress.TimeInPhase.TotalSeconds)),
            SocketError.AccessDenied => Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.ConnectionDenied, failures, peer),
            var error => Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.ConnectionFailed, failures, peer, ("error", error?.ToString() ?? "-")),
        };
    }

    public HostConnection Refused(ProxyException exception)
    {
        (string, object?) answer = ("answer", UntrustedText.Clean(exception.Message));
        (string, object?) error = ("error", UntrustedText.Clean(exception.Message));
        bool hasCredentials = exception.Proxy.UserInfo.Length > 0;
        Finding finding = exception switch
        {
            { StatusCode: null, InnerException: EndOfStreamException or IOException } => ConnectionFindings.ProxyClosedConnection,
            { StatusCode: null, InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
                ConnectionFindings.ProxyNameNotFound,
            { StatusCode: null, InnerException: not null } => ConnectionFindings.ProxyUnreachable,
            { StatusCode: null } => ConnectionFindings.ProxyAnswerInvalid,
            { StatusCode: Unauthorized or ProxyAuthenticationRequired } =>
                hasCredentials ? ConnectionFindings.ProxyCredentialsRejected : ConnectionFindings.ProxyAuthenticationRequired,
            { StatusCode: >= 500 } => ConnectionFindings.ProxyCannotConnect,
            _ => ConnectionFindings.ProxyDenied,
        };
        return Failed(ConnectionFailureKind.Proxy, finding, null, answer, error);
    }

    public HostConnection Stuck()
    {
        (string, object?) seconds = ("seconds", Timeout.TotalSeconds);
        switch (Progress.Phase)
        {
            case ConnectionPhase.Tls:
                // Behind a proxy, the end point is the proxy's, which is not at fault.
                string peer = Proxy.Proxy is null ? $"{Progress.RemoteEndPoint}" : Host.Authority;
                return Failed(
                    ConnectionFailureKind.Tls,
                    Progress.HasHandshakeBegun ? ConnectionFindings.TlsHandshakeStalled : ConnectionFindings.TlsHelloUnanswered,
                    null,
                    seconds,
                    ("peer", peer),
                    ("mtu", SystemCommands.LowerMtu(Progress.RemoteEndPoint?.Address)));
            case ConnectionPhase.Tcp when Proxy.Proxy is null:
                string addresses = string.Join(", ", Addresses.Select(address => new IPEndPoint(address, Host.Port)));
                return Failed(ConnectionFailureKind.Unreachable, ConnectionFindings.ConnectionTimedOut, null, seconds, ("peer", addresses));
            default:
                return Failed(ConnectionFailureKind.Proxy, ConnectionFindings.ProxyTimedOut, null, seconds);
        }
    }

    private HostConnection Failed(ConnectionFailureKind kind, Finding finding, IReadOnlyList<string>? failures, params (string Name, object? Value)[] values) => Failed(
        new(kind, finding,
        [
            ("target", Host.Authority),
            ("name", Host.Host),
            ("targetPort", Host.Port),
            ("hostsFile", HostsFileOf()),
            ("routes", SystemCommands.ShowRoutes),
            ("proxy", Proxy.Proxy is null ? null : ProxySettings.Display(Proxy.Proxy)),
            ("variable", Proxy.Variable ?? "HTTPS_PROXY"),
            ("address", Proxy.Proxy?.Authority),
            ("dataHosts", Host.Cloud is { } cloud ? "*" + DataHost.SuffixOf(cloud) : $"*{DataHost.SuffixOf(AzureCloud.Public)}"),
            ("except", ProxyAdvice.Except(Host)),
            .. values,
        ]),
        failures,
        null);

    private HostConnection Failed(ConnectionFailure failure, IReadOnlyList<string>? failures, CertificateDetail? certificate) => new()
    {
        Proxy = Proxy.Proxy,
        Failure = failure,
        Detail = new()
        {
            RemoteEndPoint = Progress.RemoteEndPoint?.ToString(),
            Proxy = Proxy.Proxy is null ? null : ProxySettings.Display(Proxy.Proxy),
            ConnectDuration = Progress.ConnectDuration,
            Certificate = certificate,
            Failures = failures ?? [failure.Finding.Name],
        },
    };

    private string? HostsFileOf() => Proxy.Proxy is null && HostsFile.System.IsSourceOf(Host.Host!, Addresses) ? HostsFile.System.Path : null;
}
