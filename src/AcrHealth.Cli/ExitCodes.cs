namespace AcrHealth.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    /// <summary>Every registry is healthy, or the command succeeded.</summary>
    public const int Healthy = 0;

    /// <summary>A check failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is invalid.</summary>
    public const int Usage = 2;

    /// <summary>Something could not be checked or written, and no check failed.</summary>
    public const int NotChecked = 3;

    // 128 and the number of SIGPIPE, as shells report a program that the signal ended.
    public const int BrokenPipe = 141;
}
