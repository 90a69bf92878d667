using AcrHealth.Diagnosis.Node;
using AcrHealth.Nodes;

namespace AcrHealth.Core.Tests.Nodes;

/// <summary>Classifies the messages of a real containerd, which the integration tests record, without one.</summary>
public sealed class RecordedWordsTests
{
    public static TheoryData<string, string, string> Words =>
        [.. File.ReadAllLines(FixtureFile()).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1], parts[2]))];

    [Theory]
    [MemberData(nameof(Words))]
    public void What_containerd_said_has_its_cause(string situation, string cause, string words)
    {
        RuntimeError error = RuntimeErrorReader.Read(words, situation == "missing-tag" ? "localhost:5000/hello:no-such" : "localhost:5000/hello:latest");

        Assert.Equal(cause, error.Cause.ToString());
        Assert.NotEmpty(error.Evidence);
        Assert.False(error.IsMirror);
    }

    private static string FixtureFile() => Path.Combine(Repository.Root, "tests", "AcrHealth.Core.Tests", "Nodes", "containerd-1.6.tsv");
}
