using System.Net;

namespace AcrHealth.Network;

/// <summary>A host's addresses; none where a proxy looks it up.</summary>
internal sealed record ResolvedHost(IReadOnlyList<IPAddress> Addresses);
