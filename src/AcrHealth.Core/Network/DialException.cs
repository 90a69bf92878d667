using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Network;

/// <summary>No address of a host accepted a connection.</summary>
internal sealed class DialException(IReadOnlyList<DialFailure> failures) : Exception(string.Join("; ", failures))
{
    public IReadOnlyList<DialFailure> Failures { get; } = failures;
}

/// <summary>The error of an address that did not accept a connection.</summary>
internal sealed record DialFailure(IPEndPoint EndPoint, SocketError Error)
{
    public override string ToString() => $"{EndPoint}: {Error}";
}
