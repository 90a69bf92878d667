using System.Net;

namespace AcrHealth.Network;

/// <summary>How far an attempt to connect has come, for those who have to say where it was stuck.</summary>
internal sealed class ConnectionProgress
{
    public ConnectionPhase Phase { get; set; }

    public IPEndPoint? RemoteEndPoint { get; set; }

    /// <summary>Whether the handshake got any answer.</summary>
    public bool HasHandshakeBegun { get; set; }

    public TimeSpan? ConnectDuration { get; set; }

    public TimeSpan? HandshakeDuration { get; set; }
}

/// <summary>A step of connecting.</summary>
internal enum ConnectionPhase
{
    Tcp,
    Proxy,
    Tls,
}
