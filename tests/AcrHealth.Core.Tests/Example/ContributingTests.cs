using AcrHealth.Checks.Connection;

namespace AcrHealth.Core.Tests.Example;

/// <summary>The worked example of CONTRIBUTING.md, which this project compiles.</summary>
public sealed class ContributingTests
{
    [Theory]
    [InlineData("ApiVersionCheck.cs")]
    [InlineData("ApiVersionDetail.cs")]
    public void The_example_is_the_code_that_compiles(string file)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        string code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "AcrHealth.Core.Tests", "Example", file));

        Assert.Contains($"```csharp\n{code}```", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_declares_its_finding_with_its_code()
    {
        var check = new ApiVersionCheck();

        Assert.Equal(check.Codes, check.Findings.Select(finding => finding.ErrorCode));
        Assert.Equal("ApiVersionDiffers", Assert.Single(check.Findings).Name);
    }
}
