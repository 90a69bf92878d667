using System.Net;

namespace AcrHealth.Simulator;

/// <summary>The settings that a simulator starts with.</summary>
public sealed record SimulatorOptions
{
    /// <summary>
    /// Names of the faults to start a registry for, besides the healthy one; <see cref="Fault.Names"/> for all of them.
    /// Empty by default.
    /// </summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The delay before every HTTP response, zero or more. Zero by default.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>
    /// The healthy registry's port, 1 to 65,535; the ports after it are given out in this order: Microsoft Entra ID, data endpoint,
    /// managed identity, a port on which nothing listens, Azure Resource Manager, then one for each registry with a fault and one for
    /// the other host that its fault sends clients to, if it does. <see langword="null"/>, the default, takes whatever ports are free.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>The loopback address to listen on, 127.0.0.1 by default. Login servers are named <c>localhost</c> whatever it is.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    internal void Check()
    {
        if (!IPAddress.IsLoopback(Address))
        {
            throw new ArgumentException($"The simulator listens on loopback addresses only, and {Address} is none.", nameof(Address));
        }

        if (Port is < 1 or > ushort.MaxValue)
        {
            throw new ArgumentException($"The port must be 1 to {ushort.MaxValue}, and {Port} is not.", nameof(Port));
        }

        if (Latency < TimeSpan.Zero)
        {
            throw new ArgumentException($"The latency must not be negative, and {Latency} is.", nameof(Latency));
        }
    }
}
