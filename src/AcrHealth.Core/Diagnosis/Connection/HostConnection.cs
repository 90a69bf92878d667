using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>A connection to a host, up to the end of the TLS handshake, or the reason why it failed.</summary>
internal sealed record HostConnection
{
    /// <summary>The connected client; null if the connection failed.</summary>
    public RegistryClient? Client { get; private init; }

    public CertificateValidator? Certificate { get; private init; }

    public TlsDetail? Detail { get; init; }

    public Uri? Proxy { get; init; }

    /// <summary>The progress of the connection; null if there is none.</summary>
    public ConnectionProgress? Progress { get; init; }

    /// <summary>The reason why the connection failed; null if it did not.</summary>
    public ConnectionFailure? Failure { get; init; }

    /// <summary>The proxy on the way, in a sentence with a space before it; empty if there is none.</summary>
    public string Via => Proxy is null ? string.Empty : MessageFormat.Format(Strings.TlsThroughProxy, ProxySettings.Display(Proxy));

    /// <summary>Opens a connection within a check's time limit, or a shorter one.</summary>
    public static async Task<HostConnection> OpenAsync(
        CheckContext context, RegistryTarget host, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        ProxyChoice choice;
        try
        {
            choice = ProxySettings.Choose(host.Url("/"));
        }
        catch (ProxyFormatException exception)
        {
            return new() { Failure = ProxyAdvice.Unusable(exception, host) };
        }

        var route = new RegistryRoute(host, addresses, choice.Proxy, context.Options.CertificateAuthorities);
        var progress = new ConnectionProgress();
        var diagnosis = new ConnectionDiagnosis(host, addresses, choice, progress, time ?? context.Options.Timeout);
        try
        {
            (SslStream stream, CertificateValidator certificate) = await route.ConnectAsync(progress, cancellationToken).ConfigureAwait(false);
            return new()
            {
                Client = context.Scope.Own(new RegistryClient(route.Preferring(progress.RemoteEndPoint), stream, line => context.Session.Events.Verbose(line))),
                Certificate = certificate,
                Detail = ToDetail(stream, certificate.Detail!, choice.Proxy, progress),
                Proxy = choice.Proxy,
                Progress = progress,
            };
        }
        catch (DialException exception)
        {
            return diagnosis.Unreachable(exception);
        }
        catch (ProxyException exception)
        {
            return diagnosis.Refused(exception);
        }
        catch (TlsException exception)
        {
            return diagnosis.Failed(exception);
        }
        catch (OperationCanceledException)
        {
            return diagnosis.Stuck();
        }
    }

    private static TlsDetail ToDetail(SslStream stream, CertificateDetail certificate, Uri? proxy, ConnectionProgress progress) => new()
    {
        RemoteEndPoint = progress.RemoteEndPoint?.ToString(),
        Proxy = proxy is null ? null : ProxySettings.Display(proxy),
        Protocol = NameOf(stream.SslProtocol),
        CipherSuite = stream.NegotiatedCipherSuite.ToString(),
        ConnectDuration = progress.ConnectDuration,
        HandshakeDuration = progress.HandshakeDuration,
        Certificate = certificate,
        Failures = [.. progress.Failed.Select(failure => $"{failure.EndPoint}: {failure.Problem?.ToString() ?? failure.Phase.ToString()}")],
    };

    // The older ones are obsolete in .NET, and off in every system that supports it.
    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
