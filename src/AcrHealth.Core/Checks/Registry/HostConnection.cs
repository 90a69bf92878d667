using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>A connection to a host, up to the end of the TLS handshake, or what came in its way.</summary>
internal sealed record HostConnection
{
    /// <summary>The client that is connected; null where something came in the way.</summary>
    public RegistryClient? Client { get; private init; }

    public ServerCertificate? Certificate { get; private init; }

    public TlsDetail? Detail { get; private init; }

    public Uri? Proxy { get; private init; }

    /// <summary>What came in the way; null where nothing did.</summary>
    public HostTrouble? Trouble { get; private init; }

    /// <summary>The proxy in between, in a sentence with a space before it; empty where there is none.</summary>
    public string Via => Proxy is null ? string.Empty : CheckOutcome.Format(Strings.TlsThroughProxy, ProxySettings.Display(Proxy));

    /// <summary>Opens a connection in a check's time.</summary>
    public static async Task<HostConnection> OpenAsync(
        CheckContext context, RegistryTarget host, IReadOnlyList<IPAddress> addresses, CancellationToken cancellation)
    {
        Uri? proxy;
        try
        {
            proxy = ProxySettings.For(host.Url("/"));
        }
        catch (FormatException exception)
        {
            return new()
            {
                Trouble = new(HostTroubleKind.Proxy, CheckOutcome.Format(Strings.ProxyUnusable, UntrustedText.Clean(exception.Message, 200))),
            };
        }

        var route = new RegistryRoute(host, addresses, proxy, context.Options.CertificateAuthorities);
        var seen = new Sight(host, proxy, new ConnectionProgress(), context.Options.Timeout);
        try
        {
            (SslStream stream, ServerCertificate certificate) = await route.ConnectAsync(seen.Progress, cancellation).ConfigureAwait(false);
            return new()
            {
                Client = context.Scope.Own(new RegistryClient(route, stream, line => context.Session.Events.Verbose(line))),
                Certificate = certificate,
                Detail = seen.ToDetail(stream, certificate.Detail!),
                Proxy = proxy,
            };
        }
        catch (DialException exception)
        {
            return seen.Unreachable(exception);
        }
        catch (ProxyException exception)
        {
            return seen.Refused(exception);
        }
        catch (TlsException exception)
        {
            string message = TlsWords.Explain(host.Host!, exception);
            return seen.Failed(HostTroubleKind.Tls, message, exception.Certificate);
        }
        catch (OperationCanceledException)
        {
            return seen.Stuck();
        }
    }

    // The older ones are obsolete in .NET, and off in every system that supports it.
    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };

    private sealed record Sight(RegistryTarget Host, Uri? Proxy, ConnectionProgress Progress, TimeSpan Timeout)
    {
        public HostConnection Failed(HostTroubleKind kind, string message, CertificateDetail? certificate = null, IReadOnlyList<string>? failures = null)
        {
            var connection = new HostConnection { Proxy = Proxy };
            string whole = kind == HostTroubleKind.Tls ? message + connection.Via : message;
            return connection with { Trouble = new(kind, whole), Detail = ToDetail(failures ?? [whole], certificate) };
        }

        public HostConnection Unreachable(DialException exception)
        {
            string[] failures = [.. exception.Failures.Select(failure => failure.ToString())];
            SocketError? first = exception.Failures.Count > 0 ? exception.Failures[0].Error : null;
            if (first == SocketError.ConnectionReset)
            {
                // The host took the connection and took it back: in the middle of the handshake or a moment before, which is chance.
                return Failed(HostTroubleKind.Tls, CheckOutcome.Format(Strings.TlsClosed, Host.Host), null, failures);
            }

            string format = first switch
            {
                SocketError.ConnectionRefused => Strings.TcpRefused,
                SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => Strings.TcpNoRoute,
                SocketError.TimedOut => Strings.TcpSilent,
                SocketError.AccessDenied => Strings.TcpDenied,
                _ => Strings.TcpFailed,
            };
            string addresses = string.Join(", ", exception.Failures.Select(failure => failure.EndPoint));
            return Failed(HostTroubleKind.Unreachable, CheckOutcome.Format(format, Host.Authority, addresses, first), null, failures);
        }

        public HostConnection Refused(ProxyException exception)
        {
            string format = exception.StatusCode switch
            {
                null when exception.InnerException is EndOfStreamException => Strings.ProxyClosed,
                null => Strings.ProxyDown,

                // 401 is a server's word, and yet what tinyproxy says of a wrong password.
                401 or 407 when exception.Proxy.UserInfo.Length > 0 => Strings.ProxyPasswordWrong,
                401 or 407 => Strings.ProxyPassword,
                _ => Strings.ProxyRefused,
            };
            return Failed(
                HostTroubleKind.Proxy, CheckOutcome.Format(format, ProxySettings.Display(exception.Proxy), Host.Authority, UntrustedText.Clean(exception.Message)));
        }

        public HostConnection Stuck()
        {
            double seconds = Timeout.TotalSeconds;
            switch (Progress.Phase)
            {
                case ConnectionPhase.Tls:
                    // Behind a proxy, the end point is the proxy's, which has done its part.
                    string peer = Proxy is null ? $"{Progress.RemoteEndPoint}" : Host.Authority;
                    return Failed(HostTroubleKind.Tls, CheckOutcome.Format(Progress.HasHandshakeBegun ? Strings.TlsUnfinished : Strings.TlsSilent, peer, seconds));
                case ConnectionPhase.Tcp when Proxy is null:
                    return Failed(HostTroubleKind.Unreachable, CheckOutcome.Format(Strings.TcpTimedOut, Host.Authority, seconds));
                default:
                    return Failed(HostTroubleKind.Proxy, CheckOutcome.Format(Strings.ProxySilent, ProxySettings.Display(Proxy!), seconds));
            }
        }

        public TlsDetail ToDetail(SslStream stream, CertificateDetail certificate) => new()
        {
            RemoteEndPoint = Progress.RemoteEndPoint?.ToString(),
            Proxy = Proxy is null ? null : ProxySettings.Display(Proxy),
            Protocol = NameOf(stream.SslProtocol),
            CipherSuite = stream.NegotiatedCipherSuite.ToString(),
            ConnectDuration = Progress.ConnectDuration,
            HandshakeDuration = Progress.HandshakeDuration,
            Certificate = certificate,
        };

        private TlsDetail ToDetail(IReadOnlyList<string> failures, CertificateDetail? certificate) => new()
        {
            RemoteEndPoint = Progress.RemoteEndPoint?.ToString(),
            Proxy = Proxy is null ? null : ProxySettings.Display(Proxy),
            ConnectDuration = Progress.ConnectDuration,
            Certificate = certificate,
            Failures = failures,
        };
    }
}

/// <summary>What came in the way of a connection.</summary>
/// <param name="Kind">What kind of thing it was.</param>
/// <param name="Message">What it was, in a line.</param>
internal sealed record HostTrouble(HostTroubleKind Kind, string Message);

/// <summary>A part of the way to a host.</summary>
internal enum HostTroubleKind
{
    Unreachable,
    Proxy,
    Tls,
}
