using System.Net;

namespace AcrHealth.Simulator;

/// <summary>The simulator needs more consecutive ports than there are from the one it was told to begin with.</summary>
public sealed class PortsExhaustedException() : Exception($"There is no port after {IPEndPoint.MaxPort}.");
