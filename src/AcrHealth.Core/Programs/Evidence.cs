namespace AcrHealth.Programs;

/// <summary>Finds the cause of a failure in the output of a program: the first rule whose mark occurs decides.</summary>
/// <typeparam name="T">The causes.</typeparam>
/// <param name="rules">
/// The causes with their marks, the most specific first. A mark is a piece of the program's own wording; <c>…</c> in it stands for anything on the same line.
/// </param>
internal sealed class Evidence<T>(params (T Cause, string[] Marks)[] rules)
{
    private const char Gap = '…';

    // Debug output names attempts, even if they succeeded in the end.
    private static readonly string[] Chatter = ["level=debug", "level=info", "level=trace", "DEBU[", "INFO["];

    /// <summary>The cause that the first text with a known mark indicates; the default if none does.</summary>
    /// <param name="texts">The output of the program, the most informative part first.</param>
    public T? Find(params ReadOnlySpan<string> texts) => Match(texts) is { } match ? match.Cause : default;

    /// <summary>The cause that the first text with a known mark indicates, and the line with the mark; null if none does.</summary>
    /// <param name="texts">The output of the program, the most informative part first.</param>
    public (T Cause, string Line)? Match(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            string[] lines = [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(IsEvidence)];
            foreach ((T cause, string[] marks) in rules)
            {
                if (Array.Find(lines, line => Array.Exists(marks, mark => Occurs(line, mark))) is { } found)
                {
                    return (cause, found);
                }
            }
        }

        return null;
    }

    private static bool IsEvidence(string line) => !Array.Exists(Chatter, mark => line.Contains(mark, StringComparison.Ordinal));

    private static bool Occurs(ReadOnlySpan<char> line, string mark)
    {
        foreach (string piece in mark.Split(Gap))
        {
            int at = line.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            line = line[(at + piece.Length)..];
        }

        return true;
    }
}
