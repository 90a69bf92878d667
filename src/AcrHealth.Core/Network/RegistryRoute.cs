using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Files;
using AcrHealth.Network.Dns;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Targets;

namespace AcrHealth.Network;

/// <summary>The route to a registry: its addresses or a proxy's, and the authorities that are trusted for it.</summary>
/// <param name="Target">The registry.</param>
/// <param name="Addresses">The registry's addresses; unused if there is a proxy.</param>
/// <param name="Proxy">The proxy; null if there is none.</param>
/// <param name="Authorities">The authorities that are trusted in addition to the system's.</param>
internal sealed record RegistryRoute(
    RegistryTarget Target, IReadOnlyList<IPAddress> Addresses, Uri? Proxy, X509Certificate2Collection Authorities)
{
    /// <summary>Whether the route leads to this machine: to a loopback address without a proxy, which would resolve the name itself.</summary>
    public bool IsHere => Proxy is null && Addresses.Count > 0 && Addresses.All(IPAddress.IsLoopback);

    private static readonly List<SslApplicationProtocol> Http11 = [SslApplicationProtocol.Http11];

    /// <summary>Connects to the registry, up to the end of the TLS handshake.</summary>
    /// <exception cref="DialException">No address accepted a connection.</exception>
    /// <exception cref="ProxyException">The proxy did not respond, or did not open the tunnel.</exception>
    /// <exception cref="TlsException">The TLS handshake failed.</exception>
    public async Task<(SslStream Stream, CertificateValidator Certificate)> ConnectAsync(
        ConnectionProgress progress, CancellationToken cancellationToken)
    {
        if (Proxy is null && Addresses.Count > 0)
        {
            return await new AddressRace(Addresses, Target.Port, HandshakeAsync).RunAsync(progress, cancellationToken).ConfigureAwait(false);
        }

        Stream transport = await OpenAsync(progress, cancellationToken).ConfigureAwait(false);
        progress.Phase = ConnectionPhase.Tls;
        return await HandshakeAsync(transport, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same route, with the address first that has worked before.</summary>
    public RegistryRoute Preferring(IPEndPoint? working) => working is null || Proxy is not null || !Addresses.Contains(working.Address)
        ? this
        : this with { Addresses = [working.Address, .. Addresses.Where(address => !address.Equals(working.Address))] };

    private async Task<(SslStream Stream, CertificateValidator Certificate)> HandshakeAsync(
        Stream transport, ConnectionProgress progress, CancellationToken cancellationToken)
    {
        var watched = new HandshakeRecordingStream(transport);
        var stream = new SslStream(watched);
        var certificate = new CertificateValidator(Authorities);
        long started = Stopwatch.GetTimestamp();
        try
        {
            await stream.AuthenticateAsClientAsync(
                new()
                {
                    TargetHost = Target.Host,
                    ApplicationProtocols = Http11,
                    CertificateChainPolicy = CertificateValidator.NewPolicy(X509RevocationMode.Offline),
                    RemoteCertificateValidationCallback = certificate.Evaluate,
                },
                cancellationToken).ConfigureAwait(false);
            progress.HandshakeDuration = Stopwatch.GetElapsedTime(started);
            return (stream, certificate);
        }
        catch (Exception exception)
        {
            progress.HasHandshakeBegun = watched.FirstBytes.Length > 0;
            await stream.DisposeAsync().ConfigureAwait(false);
            if (exception is not OperationCanceledException && !FileHandles.AreExhausted(exception))
            {
                throw TlsFailure.Read(exception, certificate, watched.FirstBytes);
            }

            throw;
        }
    }

    private async Task<Stream> OpenAsync(ConnectionProgress progress, CancellationToken cancellationToken)
    {
        progress.Phase = ConnectionPhase.Tcp;
        long started = Stopwatch.GetTimestamp();
        Socket socket = Proxy is null
            ? await TcpDialer.ConnectAsync(Addresses, Target.Port, cancellationToken).ConfigureAwait(false)
            : await DialProxyAsync(Proxy, cancellationToken).ConfigureAwait(false);
        progress.RemoteEndPoint = (IPEndPoint?)socket.RemoteEndPoint;
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (Proxy is not null)
        {
            progress.Phase = ConnectionPhase.Proxy;
            try
            {
                string authority = Target.Port == RegistryTarget.DefaultPort ? $"{Target.Authority}:{Target.Port}" : Target.Authority;
                await ProxyTunnel.OpenAsync(stream, Proxy, authority, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                if (exception is IOException or SocketException)
                {
                    throw new ProxyException(Proxy, null, exception.Message, exception);
                }

                throw;
            }
        }

        progress.ConnectDuration = Stopwatch.GetElapsedTime(started);
        return stream;
    }

    private static async Task<Socket> DialProxyAsync(Uri proxy, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await SystemResolver.ResolveAsync(proxy.IdnHost, cancellationToken).ConfigureAwait(false);
            return await TcpDialer.ConnectAsync(addresses, proxy.Port, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception) when (!FileHandles.AreExhausted(exception))
        {
            throw new ProxyException(proxy, null, exception.Message, exception);
        }
        catch (DialException exception)
        {
            throw new ProxyException(proxy, null, string.Join("; ", exception.Failures), exception);
        }
    }
}
