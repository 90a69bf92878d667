using AcrHealth.Core.Tests.Support;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

/// <summary>Parses registries for the tests of the parser.</summary>
internal static class RegistryParsing
{
    /// <summary>A name of the greatest length.</summary>
    public const string Letters50 = "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij";

    /// <summary>Parses an input in the cloud that is named, or that an authority belongs to.</summary>
    public static RegistryTarget Parse(string input, AzureCloud? named = null, string? authority = null) =>
        RegistryParser.Parse(input, CloudChoice.From(named, authority));

    /// <summary>Returns the message of the refusal, after asserting that it has the given format.</summary>
    public static string Refuses(string input, string format)
    {
        string message = Assert.Throws<FormatException>(() => Parse(input)).Message;
        Assert.Matches(Messages.PatternOf(format), message);
        return message;
    }
}
