namespace AcrHealth.Kubernetes;

/// <summary>What a check of a cluster tells while it goes on. Called from any thread.</summary>
internal interface IClusterEvents
{
    /// <summary>Reports a step. Fit to be shown.</summary>
    void Verbose(string line);

    /// <summary>A node has begun or ended.</summary>
    void Progress(int done, int all);

    /// <summary>Objects of the run could not be removed from the cluster; the message has the command that removes them.</summary>
    void NotRemoved(string message);
}
