using AcrHealth.Cli.Resources;

namespace AcrHealth.Cli.Running;

/// <summary>Asks for an approval on the terminal, with the question on standard error, apart from the results.</summary>
internal static class TerminalQuestion
{
    /// <summary>Whether somebody can be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether the answer is yes.</summary>
    public static async Task<bool> AskAsync(string text, CancellationToken cancellationToken)
    {
        await Console.Error.WriteAsync($"{text} {Texts.YesOrNo} ").ConfigureAwait(false);
        string? answer = await Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase) == true;
    }
}
