namespace AcrHealth.Simulator;

/// <summary>The exit codes of the program; a signal gives those of <see cref="Cli.StopSignals"/>.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;
}
