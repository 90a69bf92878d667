using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Proves that the search for leftover processes would find one.</summary>
public sealed class ProcessMarkTests
{
    [Fact]
    public async Task A_process_that_its_parent_left_behind_is_found_until_it_ends()
    {
        using var mark = new ProcessMark();

        await Command.SucceedAsync("/bin/sh", ["-c", "sleep 1 > /dev/null 2>&1 &"]);

        Assert.Contains("sleep 1", Assert.Single(mark.Living()), StringComparison.Ordinal);
        await mark.AssertNoneLeftAsync();
    }
}
