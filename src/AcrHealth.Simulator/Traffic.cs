namespace AcrHealth.Simulator;

/// <summary>The traffic that one port of the simulator has seen. Safe to read while it is in use.</summary>
public sealed class Traffic
{
    private const int LogCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _log = new();
    private long _connections;
    private long _tlsHandshakes;
    private long _requests;

    /// <summary>TCP connections accepted.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>TLS handshakes completed. A client that looks at the certificate afterwards may still leave.</summary>
    public long TlsHandshakes => Interlocked.Read(ref _tlsHandshakes);

    /// <summary>HTTP requests read to their end.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>A copy of the last 10,000 requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    internal void CountConnection() => Interlocked.Increment(ref _connections);

    internal void CountTlsHandshake() => Interlocked.Increment(ref _tlsHandshakes);

    internal void Add(RecordedRequest request)
    {
        Interlocked.Increment(ref _requests);
        lock (_lock)
        {
            if (_log.Count == LogCapacity)
            {
                _log.Dequeue();
            }

            _log.Enqueue(request);
        }
    }
}
