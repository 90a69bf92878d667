using System.Net;
using System.Net.Sockets;
using AcrHealth.Files;

namespace AcrHealth.Network;

/// <summary>Connects to the first of several addresses that responds, without waiting for those that do not.</summary>
internal static class TcpDialer
{
    // RFC 8305's connection attempt delay.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <exception cref="DialException">No address accepted a connection; the exception lists the error of each.</exception>
    /// <exception cref="OperationCanceledException">The time was up before any responded.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new List<Task<Socket>>();
        var failures = new List<DialFailure>();
        int next = 0;
        try
        {
            while (true)
            {
                if (next < addresses.Count)
                {
                    attempts.Add(DialAsync(new(addresses[next++], port), losers.Token));
                }
                else if (attempts.Count == 0)
                {
                    throw new DialException(failures);
                }

                Task first = next < addresses.Count
                    ? await Task.WhenAny([.. attempts, Task.Delay(HeadStart, losers.Token)]).ConfigureAwait(false)
                    : await Task.WhenAny(attempts).ConfigureAwait(false);
                if (first is not Task<Socket> attempt)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                attempts.Remove(attempt);
                try
                {
                    return await attempt.ConfigureAwait(false);
                }
                catch (DialException exception)
                {
                    failures.AddRange(exception.Failures);
                }
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            foreach (Task<Socket> attempt in attempts)
            {
                _ = attempt.ContinueWith(Discard, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Connects to one address.</summary>
    /// <exception cref="DialException">It did not accept the connection.</exception>
    public static async Task<Socket> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);

            // The socket caches the end point while it is known: after a reset, the system no longer reports it.
            _ = socket.RemoteEndPoint;
            return socket;
        }
        catch (SocketException exception) when (FileHandles.AreExhausted(exception))
        {
            // The problem is this machine's, not the host's.
            socket?.Dispose();
            throw;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();

            // An immediate reset has several error codes, depending on when it is noticed.
            bool reset = exception.SocketErrorCode is SocketError.NotConnected or SocketError.Shutdown;
            throw new DialException([new(endPoint, reset ? SocketError.ConnectionReset : exception.SocketErrorCode)]);
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            throw;
        }
    }

    private static void Discard(Task<Socket> attempt)
    {
        if (attempt.IsCompletedSuccessfully)
        {
            attempt.Result.Dispose();
        }
        else
        {
            _ = attempt.Exception;
        }
    }
}
