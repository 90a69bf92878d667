using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Nodes;

/// <summary>
/// containerd's words for each situation, recorded in a file of the unit tests, which classify them without a containerd. With ACRHEALTH_RECORD=1 a run
/// writes the file; otherwise it has to agree.
/// </summary>
internal static partial class RecordedWords
{
    private const string Variable = "ACRHEALTH_RECORD";

    /// <summary>Records what containerd said, or compares it with what is recorded.</summary>
    /// <param name="situation">The situation, in one word.</param>
    /// <param name="cause">The cause that was read from the words.</param>
    /// <param name="words">The words.</param>
    public static void Check(string situation, object? cause, object? words)
    {
        string line = $"{situation}\t{cause}\t{Masked((string)words!)}";
        string file = FixtureFile();
        List<string> lines = File.Exists(file) ? [.. File.ReadAllLines(file)] : [];
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            lines.RemoveAll(recorded => recorded.StartsWith(situation + "\t", StringComparison.Ordinal));
            File.WriteAllLines(file, lines.Append(line).Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.Contains(line, lines);
        }
    }

    // Masks the parts that differ from run to run.
    private static string Masked(string words) =>
        Query().Replace(Time().Replace(Digest().Replace(Address().Replace(Port().Replace(words, "localhost:5000"), "127.0.0.1:5001"), "0"), "2026-01-01T00:00:00Z"), string.Empty);

    private static string FixtureFile() => Path.Combine(ModuleEngine.RepositoryRoot, "tests", "AcrHealth.Core.Tests", "Nodes", "containerd-1.6.tsv");

    [GeneratedRegex(@"localhost:\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Time();

    [GeneratedRegex(@"\?[^""\s]*")]
    private static partial Regex Query();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest();
}
