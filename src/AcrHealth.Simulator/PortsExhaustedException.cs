using System.Net;

namespace AcrHealth.Simulator;

/// <summary>The simulator needs more consecutive ports than there are from the given first one.</summary>
public sealed class PortsExhaustedException() : Exception($"There is no port after {IPEndPoint.MaxPort}.");
