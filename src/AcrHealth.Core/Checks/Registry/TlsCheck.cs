using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class TlsCheck : HealthCheck
{
    public const string CheckName = "Tls";

    // Enough to renew in office hours, even where a change has to be approved first.
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [DnsCheck.CheckName];

    public override IReadOnlyList<string> After => [ProxyCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.Ssl, ErrorCodes.Challenge];

    public override string Description => Strings.TlsDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        if (context.OutcomeOf(ProxyCheck.CheckName) is { Status: CheckStatus.Failed })
        {
            return CheckOutcome.BlockedOn(ProxyCheck.CheckName);
        }

        Uri? proxy;
        try
        {
            proxy = ProxySettings.For(context.Target.Url("/"));
        }
        catch (FormatException exception)
        {
            return CheckOutcome.Failed(
                ErrorCodes.Challenge, CheckOutcome.Format(Strings.ProxyUnusable, UntrustedText.Clean(exception.Message, 200)), null, Strings.ProxyStep);
        }

        var route = new RegistryRoute(
            context.Target, context.ValueOf<ResolvedHost>(DnsCheck.CheckName).Addresses, proxy, context.Options.CertificateAuthorities);
        var progress = new ConnectionProgress();
        var seen = new Sight(progress, proxy);
        try
        {
            (SslStream stream, ServerCertificate certificate) = await route.ConnectAsync(progress, cancellation).ConfigureAwait(false);
            var client = new RegistryClient(route, stream, line => context.Session.Events.Verbose(line));
            return Connected(context, seen, stream, certificate, client);
        }
        catch (DialException exception)
        {
            return Unreachable(context, seen, exception);
        }
        catch (ProxyException exception)
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
            string message = CheckOutcome.Format(format, ProxySettings.Display(exception.Proxy), context.Target.Authority, UntrustedText.Clean(exception.Message));
            return CheckOutcome.Failed(ErrorCodes.Challenge, message, seen.ToDetail(message), Strings.ProxyStep);
        }
        catch (TlsException exception)
        {
            string message = TlsWords.Explain(context.Target.Host!, exception) + Via(seen);
            return CheckOutcome.Failed(ErrorCodes.Ssl, message, seen.ToDetail(message, exception.Certificate));
        }
        catch (OperationCanceledException)
        {
            return Stuck(context, seen);
        }
    }

    private static CheckOutcome Connected(
        CheckContext context, Sight seen, SslStream stream, ServerCertificate certificate, RegistryClient client)
    {
        TlsDetail detail = seen.ToDetail(stream, certificate.Detail!);
        context.Tell($"{detail}");
        string via = Via(seen);
        if (certificate.IsTrustedByCallerOnly && (context.Target.Cloud is not null || seen.Proxy is not null))
        {
            // Azure's own registries have certificates that everybody trusts. Other hosts may have an authority of their own, and then
            // only a proxy gives reason to doubt: nothing in the certificate tells that authority from an inspecting one.
            string format = context.Target.Cloud is null ? Strings.TlsMaybeInspected : Strings.TlsInspected;
            return CheckOutcome.Warning(CheckOutcome.Format(format, certificate.Detail!.Issuer) + via, detail, client, Strings.TlsInspectedStep);
        }

        DateTimeOffset end = certificate.Detail!.NotAfter;
        return end - DateTimeOffset.Now < EndsSoon
            ? CheckOutcome.Warning(
                CheckOutcome.Format(Strings.TlsEndsSoon, end, (end - DateTimeOffset.Now).TotalDays) + via, detail, client, Strings.TlsEndsSoonStep)
            : CheckOutcome.Passed(
                CheckOutcome.Format(Strings.TlsFine, detail.Protocol, certificate.Detail.Issuer, end) + via, detail, client);
    }

    private static string Via(Sight seen) =>
        seen.Proxy is null ? string.Empty : CheckOutcome.Format(Strings.TlsThroughProxy, ProxySettings.Display(seen.Proxy));

    private static CheckOutcome Unreachable(CheckContext context, Sight seen, DialException exception)
    {
        DialFailure? first = exception.Failures.Count > 0 ? exception.Failures[0] : null;
        if (first?.Error == SocketError.ConnectionReset)
        {
            // The host took the connection and took it back: in the middle of the handshake or a moment before, which is chance.
            string closed = CheckOutcome.Format(Strings.TlsClosed, context.Target.Host);
            return CheckOutcome.Failed(ErrorCodes.Ssl, closed, seen.ToDetail([.. exception.Failures.Select(failure => failure.ToString())]));
        }

        string format = first?.Error switch
        {
            SocketError.ConnectionRefused => Strings.TcpRefused,
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => Strings.TcpNoRoute,
            SocketError.TimedOut => Strings.TcpSilent,
            SocketError.AccessDenied => Strings.TcpDenied,
            _ => Strings.TcpFailed,
        };
        string message = CheckOutcome.Format(format, context.Target.Authority, string.Join(", ", exception.Failures.Select(failure => failure.EndPoint)), first?.Error);
        return CheckOutcome.Failed(
            ErrorCodes.Challenge, message, seen.ToDetail([.. exception.Failures.Select(failure => failure.ToString())]), Strings.TcpStep);
    }

    private static CheckOutcome Stuck(CheckContext context, Sight seen)
    {
        double seconds = context.Options.Timeout.TotalSeconds;
        switch (seen.Progress.Phase)
        {
            case ConnectionPhase.Tls:
                // Behind a proxy, the end point is the proxy's, which has done its part.
                string peer = seen.Proxy is null ? $"{seen.Progress.RemoteEndPoint}" : context.Target.Authority;
                string silent = CheckOutcome.Format(seen.Progress.HasHandshakeBegun ? Strings.TlsUnfinished : Strings.TlsSilent, peer, seconds) + Via(seen);
                return CheckOutcome.Failed(ErrorCodes.Ssl, silent, seen.ToDetail(silent));
            case ConnectionPhase.Tcp when seen.Proxy is null:
                string unreachable = CheckOutcome.Format(Strings.TcpTimedOut, context.Target.Authority, seconds);
                return CheckOutcome.Failed(ErrorCodes.Challenge, unreachable, seen.ToDetail(unreachable), Strings.TcpStep);
            default:
                string proxy = CheckOutcome.Format(Strings.ProxySilent, ProxySettings.Display(seen.Proxy!), seconds);
                return CheckOutcome.Failed(ErrorCodes.Challenge, proxy, seen.ToDetail(proxy), Strings.ProxyStep);
        }
    }

    // The older ones are obsolete in .NET, and off in every system that supports it.
    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };

    private sealed record Sight(ConnectionProgress Progress, Uri? Proxy)
    {
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

        public TlsDetail ToDetail(string failure, CertificateDetail? certificate = null) => ToDetail([failure], certificate);

        public TlsDetail ToDetail(IReadOnlyList<string> failures, CertificateDetail? certificate = null) => new()
        {
            RemoteEndPoint = Progress.RemoteEndPoint?.ToString(),
            Proxy = Proxy is null ? null : ProxySettings.Display(Proxy),
            ConnectDuration = Progress.ConnectDuration,
            Certificate = certificate,
            Failures = failures,
        };
    }
}
