using System.CommandLine;
using System.Text.RegularExpressions;
using AcrHealth.Cli.Commands;
using AcrHealth.Cli.Options;
using AcrHealth.Findings;

namespace AcrHealth.Cli.Tests.Options;

/// <summary>Every command of this product in a remedy is one that the program has, whatever the run's own options were.</summary>
public sealed partial class RemedyCommandTests
{
    private static readonly string[] WaysToSignIn =
        ["--username", "--access-token-stdin", "--anonymous", "--managed-identity-client-id", "--kubelet", "--pull-secret"];

    private static readonly RunParameters[] Runs =
    [
        new(),
        new() { Cloud = "AzureChinaCloud", CertificateFiles = ["a.pem", null], UserName = "me" },
        new() { HasAccessToken = true, TenantId = "contoso.example" },
        new() { ManagedIdentityClientId = "00000000-0000-0000-0000-000000000000", TenantId = "contoso.example" },
        new() { IsAnonymous = true },
        new() { IsKubelet = true, NodeRoot = "/host" },
        new() { PullSecret = "-" },
    ];

    private static IEnumerable<string> OwnTexts => FindingCatalog.All
        .SelectMany(finding => finding.Remedies.Append(finding.Message))
        .SelectMany(text => OwnText().Matches(text).Select(match => match.Groups["text"].Value))
        .Distinct();

    [Fact]
    public void Each_has_options_of_its_command_with_values_where_they_take_one()
    {
        using var signals = new StopSignals();
        RootCommand program = CommandTree.Create(signals);
        string[] commands = [.. OwnTexts.Where(text => text[0] != '-')];

        Assert.True(commands.Length > 50, $"Only {commands.Length} commands were found.");
        Assert.All(commands, text => Assert.All(Runs, run => AssertIsCommand(program, CommandLineSyntax.Instance.Render(OwnCommand.Parse(text, word => word), run))));
    }

    [Fact]
    public void Each_option_that_a_text_mentions_exists()
    {
        using var signals = new StopSignals();
        string[] known = [.. CommandTree.Create(signals).Subcommands.SelectMany(command => command.Options).Select(option => option.Name)];

        Assert.All(OwnTexts.Where(text => text[0] == '-'), text => Assert.Contains(CommandLineSyntax.Instance.Parameter(text[1..]), known));
    }

    private static void AssertIsCommand(RootCommand program, string line)
    {
        string[] words = line.Split(' ');
        Command command = program.Subcommands.Single(one => one.Name == words[1]);
        string[] given = [.. words.Where(word => word.StartsWith("--", StringComparison.Ordinal))];
        foreach (string name in given)
        {
            Option? option = command.Options.SingleOrDefault(one => one.Name == name);
            Assert.True(option is not null, $"{line}: {name}");
            int next = Array.IndexOf(words, name) + 1;
            bool hasValue = next < words.Length && !words[next].StartsWith("--", StringComparison.Ordinal);
            Assert.True(hasValue == (option.ValueType != typeof(bool)), $"{line}: {name}");
        }

        string[] repeated = [.. given.GroupBy(name => name).Where(names => names.Count() > 1 && names.Key != "--ca-certificate").Select(names => names.Key)];
        Assert.True(repeated.Length == 0, $"{line}: {string.Join(' ', repeated)}");
        string[] ways = [.. given.Intersect(WaysToSignIn)];
        Assert.True(ways.Length <= 1, $"{line}: {string.Join(' ', ways)}");
        Assert.True(!given.Contains("--tenant-id") || ways is [] or ["--access-token-stdin"] or ["--managed-identity-client-id"], $"{line}: a tenant");
    }

    [GeneratedRegex(@"\[\[(?<text>.*?)\]\]")]
    private static partial Regex OwnText();
}
