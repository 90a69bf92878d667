using AcrHealth.Kubernetes;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Records the events that a check of a cluster reports.</summary>
internal sealed class RecordedClusterEvents : IClusterEvents
{
    public List<string> Left { get; } = [];

    public int Done { get; private set; }

    public void Verbose(string line)
    {
    }

    public void Progress(int done, int all) => Done = done;

    public void NotRemoved(string message) => Left.Add(message);
}
