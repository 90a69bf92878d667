namespace AcrHealth.Kubernetes;

/// <summary>Receives the steps and the progress of a cluster check. Called from any thread.</summary>
internal interface IClusterEvents
{
    /// <summary>Reports a step. Fit to be shown.</summary>
    void Verbose(string line);

    /// <summary>Reports that the check of a node has started or finished.</summary>
    void Progress(int done, int all);

    /// <summary>Reports objects of the run that could not be removed from the cluster; the message has the command that removes them.</summary>
    void NotRemoved(string message);
}
