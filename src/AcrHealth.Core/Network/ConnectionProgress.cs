using System.Diagnostics;
using System.Net;
using AcrHealth.Network.Tls;

namespace AcrHealth.Network;

/// <summary>Records the progress of a connection attempt, for messages that say where it was stuck.</summary>
internal sealed class ConnectionProgress
{
    private ConnectionPhase _phase;
    private long _phaseStarted = Stopwatch.GetTimestamp();

    public ConnectionPhase Phase
    {
        get => _phase;
        set
        {
            _phase = value;
            _phaseStarted = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>The time since the phase began.</summary>
    public TimeSpan TimeInPhase => Stopwatch.GetElapsedTime(_phaseStarted);

    public IPEndPoint? RemoteEndPoint { get; set; }

    /// <summary>Whether the handshake received any response.</summary>
    public bool HasHandshakeBegun { get; set; }

    public TimeSpan? ConnectDuration { get; set; }

    public TimeSpan? HandshakeDuration { get; set; }

    /// <summary>The addresses on which no secure connection succeeded although another address of the host works.</summary>
    public IReadOnlyList<AddressFailure> Failed { get; set; } = [];

    public void CopyFrom(ConnectionProgress other)
    {
        _phase = other._phase;
        _phaseStarted = other._phaseStarted;
        RemoteEndPoint = other.RemoteEndPoint;
        HasHandshakeBegun = other.HasHandshakeBegun;
        ConnectDuration = other.ConnectDuration;
        HandshakeDuration = other.HandshakeDuration;
    }
}

/// <summary>An address that failed while another worked.</summary>
/// <param name="EndPoint">The address and port.</param>
/// <param name="Phase">The phase that the attempt reached.</param>
/// <param name="Silence">The time without a response; null if there was one.</param>
/// <param name="Problem">The reason why the handshake failed; null if the attempt did not reach it.</param>
internal sealed record AddressFailure(IPEndPoint EndPoint, ConnectionPhase Phase, TimeSpan? Silence, TlsProblem? Problem);

/// <summary>A step of connecting.</summary>
internal enum ConnectionPhase
{
    Tcp,
    Proxy,
    Tls,
}
