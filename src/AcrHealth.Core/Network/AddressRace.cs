using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using AcrHealth.Network.Tls;

namespace AcrHealth.Network;

/// <summary>
/// Connects to the first of several addresses on which the TLS handshake succeeds (RFC 8305, extended to the end of the handshake): an address
/// that accepts the connection and then sends nothing does not keep the others from being tried.
/// </summary>
/// <param name="addresses">The addresses, in the operating system's order.</param>
/// <param name="port">The port.</param>
/// <param name="handshake">Performs the TLS handshake on an open connection.</param>
internal sealed class AddressRace(
    IReadOnlyList<IPAddress> addresses, int port, Func<Stream, ConnectionProgress, CancellationToken, Task<(SslStream, CertificateValidator)>> handshake)
{
    // RFC 8305's connection attempt delay.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    // Even a distant and busy server responds sooner than this.
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan CancellationGrace = TimeSpan.FromMilliseconds(200);

    // Enough to distinguish one bad address from a bad server.
    private const int MostFailedHandshakes = 3;

    private readonly List<Attempt> _attempts = [];
    private readonly List<Attempt> _ended = [];

    /// <exception cref="DialException">No address accepted a connection.</exception>
    /// <exception cref="TlsException">Connections were accepted, but no handshake succeeded.</exception>
    /// <exception cref="OperationCanceledException">The time was up.</exception>
    public async Task<(SslStream Stream, CertificateValidator Certificate)> RunAsync(ConnectionProgress progress, CancellationToken cancellationToken)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<IPAddress> left = new(Interleaved(addresses));
        try
        {
            while (true)
            {
                if (_attempts.Count == 0 && left.Count == 0)
                {
                    throw Failure(progress);
                }

                if (left.Count > 0 && (_attempts.Count == 0 || NextStart() <= TimeSpan.Zero))
                {
                    Start(left.Dequeue(), losers.Token);
                }

                Task<(SslStream, CertificateValidator)>[] running = [.. _attempts.Select(attempt => attempt.Task)];
                Task first = left.Count > 0
                    ? await Task.WhenAny([.. running, Task.Delay(Positive(NextStart()), losers.Token)]).ConfigureAwait(false)
                    : await Task.WhenAny(running).ConfigureAwait(false);
                if (_attempts.Find(attempt => attempt.Task == first) is not { } ended)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                _attempts.Remove(ended);
                if (ended.Task.IsCompletedSuccessfully)
                {
                    progress.CopyFrom(ended.Progress);
                    progress.Failed = [.. _ended.Concat(_attempts.Where(IsStuck)).Select(attempt => attempt.ToFailure())];
                    return ended.Task.Result;
                }

                _ended.Add(ended);
                if (ended.Task.IsCanceled)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (_ended.Count(attempt => attempt.Error is TlsException) >= MostFailedHandshakes)
                {
                    left.Clear();
                }
            }
        }
        catch (OperationCanceledException) when (_ended.FindLast(attempt => attempt.Error is TlsException) is not null)
        {
            throw Failure(progress);
        }
        catch (OperationCanceledException)
        {
            // An attempt records its progress when it finishes.
            await Task.WhenAny(Task.WhenAll(_attempts.Select(attempt => attempt.Task)), Task.Delay(CancellationGrace, CancellationToken.None)).ConfigureAwait(false);
            Attempt? furthest = _attempts.Concat(_ended).MaxBy(attempt => attempt.Progress.Phase);
            progress.CopyFrom(furthest?.Progress ?? progress);
            throw;
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            foreach (Attempt attempt in _attempts)
            {
                _ = attempt.Task.ContinueWith(Discard, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    // The first address's family first, then in turns (RFC 8305, section 4).
    private static IEnumerable<IPAddress> Interleaved(IReadOnlyList<IPAddress> addresses)
    {
        IPAddress[] preferred = [.. addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily)];
        IPAddress[] others = [.. addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily)];
        for (int i = 0; i < Math.Max(preferred.Length, others.Length); i++)
        {
            foreach (IPAddress address in preferred.Skip(i).Take(1).Concat(others.Skip(i).Take(1)))
            {
                yield return address;
            }
        }
    }

    private static bool IsStuck(Attempt attempt) => attempt.Progress.Phase == ConnectionPhase.Tls && attempt.Progress.TimeInPhase >= HandshakeTimeout;

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static void Discard(Task<(SslStream Stream, CertificateValidator Certificate)> attempt)
    {
        if (attempt.IsCompletedSuccessfully)
        {
            attempt.Result.Stream.Dispose();
        }
        else
        {
            _ = attempt.Exception;
        }
    }

    // The time that the latest attempt still has before the next address is tried beside it.
    private TimeSpan NextStart()
    {
        ConnectionProgress latest = _attempts[^1].Progress;
        return (latest.Phase == ConnectionPhase.Tcp ? HeadStart : HandshakeTimeout) - latest.TimeInPhase;
    }

    private void Start(IPAddress address, CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(address, port);
        var progress = new ConnectionProgress();
        _attempts.Add(new(endPoint, progress, RunAsync(endPoint, progress, cancellationToken)));
    }

    private async Task<(SslStream Stream, CertificateValidator Certificate)> RunAsync(IPEndPoint endPoint, ConnectionProgress progress, CancellationToken cancellationToken)
    {
        Socket socket = await TcpDialer.DialAsync(endPoint, cancellationToken).ConfigureAwait(false);
        progress.ConnectDuration = progress.TimeInPhase;
        progress.RemoteEndPoint = endPoint;
        progress.Phase = ConnectionPhase.Tls;
        return await handshake(new NetworkStream(socket, ownsSocket: true), progress, cancellationToken).ConfigureAwait(false);
    }

    // A handshake failure explains more than a failed connection.
    private Exception Failure(ConnectionProgress progress)
    {
        Attempt? explaining = _ended.Find(attempt => attempt.Error is TlsException { Certificate: not null }) ?? _ended.Find(attempt => attempt.Error is TlsException);
        if (explaining is not null)
        {
            progress.CopyFrom(explaining.Progress);
            return explaining.Error!;
        }

        return _ended.Find(attempt => attempt.Error is not DialException)?.Error
            ?? new DialException([.. _ended.Select(attempt => attempt.Error).OfType<DialException>().SelectMany(exception => exception.Failures)]);
    }

    private sealed record Attempt(IPEndPoint EndPoint, ConnectionProgress Progress, Task<(SslStream Stream, CertificateValidator Certificate)> Task)
    {
        public Exception? Error => Task.IsFaulted ? Task.Exception.InnerException : null;

        public AddressFailure ToFailure() => new(
            EndPoint,
            Progress.Phase,
            Error is null ? Progress.TimeInPhase : null,
            Error is TlsException { Problems: [var problem, ..] } ? problem : null);
    }
}
