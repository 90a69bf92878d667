using System.Text.RegularExpressions;

namespace AcrHealth.Core.Tests.Text;

/// <summary>Looks at the code itself: where texts of others are put into words, they come through the one door.</summary>
public sealed partial class UntrustedTextUseTests
{
    // Exceptions of our own, whose messages were made of texts that have been through the door.
    private static readonly string[] OurOwn =
    [
        "ProxySettings.IsOtherKind(exception.Message)",
        "(\"answer\", exception.Message)",
        "CheckOutcome.Skipped(exception.Message) with { SuppressesDependents = true }",
        "exception.Message.Length == 0",
        "MessageFormat.Format(Strings.ArmVariable, ResourceManagerHost.EndpointVariable, exception.Message)",
    ];

    private static readonly string[] ShownPlaces = ["Checks", "Diagnosis", "Running"];

    public static TheoryData<string> Places => ["Checks", "Diagnosis", "Running", "Waiting"];

    [Theory]
    [MemberData(nameof(Places))]
    public void What_an_exception_says_is_shown_through_the_door(string place)
    {
        string[] bypasses = [.. Lines(place).Where(line => MessageOfException().IsMatch(line) && !line.Contains("UntrustedText.", StringComparison.Ordinal))];

        Assert.All(bypasses, line => Assert.Contains(OurOwn, known => line.Contains(known, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void What_a_server_or_a_program_says_is_shown_through_the_door(string place)
    {
        string[] shown = [.. Lines(place).Where(line => Shown().IsMatch(line) && !line.Contains("UntrustedText.", StringComparison.Ordinal))];

        Assert.DoesNotContain(shown, line => Foreign().IsMatch(line));
    }

    [Fact]
    public void The_code_is_found_or_nothing_would_be_proved()
    {
        Assert.Contains(ShownPlaces.SelectMany(Lines), line => line.Contains("UntrustedText.Clean(exception.Message", StringComparison.Ordinal));
        Assert.All(OurOwn, known => Assert.Contains(ShownPlaces.SelectMany(Lines), line => line.Contains(known, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Lines(string place) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "AcrHealth.Core", place), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines);

    [GeneratedRegex(@"xception\.(?:GetBaseException\(\)\.)?Message\b")]
    private static partial Regex MessageOfException();

    [GeneratedRegex(@"MessageFormat\.Format\(|\bLogVerbose\(|Verbose\(|\$""")]
    private static partial Regex Shown();

    // Bodies, headers, output and variables as they came.
    [GeneratedRegex(@"\.(?:RawLocation|ReasonPhrase|OriginalString|UserInfo)\b|values\.ToString\(\)|GetEnvironmentVariable\(|(?:, |\{)(?:answer|run)\.(?:Body|Output|Error)[,)}]")]
    private static partial Regex Foreign();
}
