namespace AcrHealth.Cli.Output;

/// <summary>Writes results in one format. Used by one thread at a time.</summary>
internal interface IResultOutput
{
    /// <summary>Takes the results of one target: this machine or one registry.</summary>
    void Write(IReadOnlyList<HealthCheckResult> results);

    /// <summary>Ends the output.</summary>
    void Complete();
}
