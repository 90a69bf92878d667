using System.Net;

namespace AcrHealth.Network.Dns;

/// <summary>A host's addresses; none if a proxy resolves it.</summary>
/// <param name="Addresses">The addresses, in the operating system's order.</param>
internal sealed record ResolvedHost(IReadOnlyList<IPAddress> Addresses);
