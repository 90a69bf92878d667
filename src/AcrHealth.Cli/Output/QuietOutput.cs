namespace AcrHealth.Cli.Output;

/// <summary>Writes nothing: the exit code says it all.</summary>
internal sealed class QuietOutput : IResultOutput
{
    public void Write(IReadOnlyList<HealthCheckResult> results)
    {
    }

    public void Complete()
    {
    }
}
