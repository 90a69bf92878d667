namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Fails a test with every complaint, one a line; xunit's own assertions would cut the list.</summary>
internal static class Complaints
{
    public static void AssertNone(IEnumerable<string> complaints)
    {
        string[] all = [.. complaints.Distinct()];
        if (all.Length > 0)
        {
            Assert.Fail($"{all.Length}:\n{string.Join('\n', all)}");
        }
    }
}
