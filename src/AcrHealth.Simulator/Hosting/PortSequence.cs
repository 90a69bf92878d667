using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Gives out ports: consecutive ones from the first, or any free ones where there is no first. It owns them all.</summary>
internal sealed class PortSequence(IPAddress address, int? first) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LoopbackPort> _ports = [];

    /// <exception cref="PortsExhaustedException">There are no more ports after the first.</exception>
    /// <exception cref="PortInUseException">The next port is in use.</exception>
    public LoopbackPort Next()
    {
        lock (_lock)
        {
            int number = first + _ports.Count ?? 0;
            if (number > IPEndPoint.MaxPort)
            {
                throw new PortsExhaustedException();
            }

            try
            {
                var port = new LoopbackPort(address, number);
                _ports.Add(port);
                return port;
            }
            catch (SocketException exception) when (number > 0)
            {
                throw new PortInUseException(number, exception);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ports.ForEach(port => port.Dispose());
        }
    }
}
