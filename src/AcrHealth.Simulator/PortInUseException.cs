using System.Net.Sockets;

namespace AcrHealth.Simulator;

/// <summary>A port that the simulator was told to use is in use, or is not permitted.</summary>
/// <param name="port">The port.</param>
/// <param name="cause">What the operating system said.</param>
public sealed class PortInUseException(int port, SocketException cause) : SocketException(cause.ErrorCode, $"Port {port}: {cause.Message}")
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
