using System.Net.Sockets;

namespace AcrHealth.Simulator;

/// <summary>A port that the simulator should use is in use, or is not permitted.</summary>
/// <param name="port">The port.</param>
/// <param name="cause">The error of the operating system.</param>
public sealed class PortInUseException(int port, SocketException cause) : SocketException(cause.ErrorCode, $"Port {port}: {cause.Message}")
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
