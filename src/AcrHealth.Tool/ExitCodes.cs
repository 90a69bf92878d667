namespace AcrHealth.Tool;

/// <summary>What the process says as it ends, as shells know it.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Misuse = 2;

    // 128 and the signal's number, as a shell reports a program that a signal ended.
    public const int Interrupted = 130;
    public const int BrokenPipe = 141;
    public const int Terminated = 143;
}
