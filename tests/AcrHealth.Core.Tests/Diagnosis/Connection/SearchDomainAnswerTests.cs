using System.Net;
using AcrHealth.Checks;
using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Dns;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Diagnosis.Connection;

public sealed class SearchDomainAnswerTests
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("10.9.8.7")];
    private static readonly DnsExplanation NoSuchName = new() { Outcome = DnsOutcomes.NoSuchName };

    [Fact]
    public async Task An_address_of_the_name_with_a_search_domain_is_a_warning_that_names_the_domain()
    {
        CheckOutcome? outcome = await FindAsync(NoSuchName, "lab.example", "corp.example");

        Assert.Equal("SearchDomainAnswer", outcome!.Finding!.Name);
        Assert.Equal(CheckStatus.Warning, outcome.Status);
        Assert.Null(outcome.ErrorCode);
        Assert.Contains("contoso.azurecr.io.corp.example", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Addresses, outcome.Find(DnsCheck.Host)?.Addresses);
    }

    [Fact]
    public async Task The_names_own_address_is_none() =>
        Assert.Null(await FindAsync(new() { Outcome = DnsOutcomes.Answered, Addresses = ["10.9.8.7"] }, "corp.example"));

    [Fact]
    public async Task Without_a_search_domain_that_has_the_address_nothing_is_claimed() => Assert.Null(await FindAsync(NoSuchName, "lab.example"));

    [Theory]
    [InlineData("nameserver 127.0.0.53\nsearch corp.fabrikam.com lab.example.\n", "corp.fabrikam.com,lab.example")]
    [InlineData("domain first.example\nsearch second.example", "second.example")]
    [InlineData("search .\noptions ndots:5", "")]
    [InlineData("# search commented.example", "")]
    public void The_resolvers_configuration_is_read_as_the_resolver_does(string lines, string domains) =>
        Assert.Equal(domains, string.Join(',', SearchDomains.Read(lines.Split('\n'))));

    private static async Task<CheckOutcome?> FindAsync(DnsExplanation explanation, params string[] domains)
    {
        using var session = new HealthCheckSession(
            new(), CheckCatalog.All, new RecordedEvents(), () => throw new InvalidOperationException(), () => new Explainer(), () => throw new InvalidOperationException());
        var context = new CheckContext(new DnsCheck(), session, RegistryParser.Parse("contoso", new(AzureCloud.Public, null)), new Dictionary<string, Task<CheckOutcome>>());
        return await SearchDomainAnswer.FindAsync(
            context, DnsCheck.Host, Addresses, explanation, new object(), domains, TestContext.Current.CancellationToken);
    }

    // A zone with a wildcard: corp.example.
    private sealed class Explainer : IDnsExplainer
    {
        public Task<DnsExplanation> ExplainAsync(string host, CancellationToken cancellationToken) => Task.FromResult(
            host.EndsWith(".corp.example", StringComparison.Ordinal) ? new DnsExplanation { Outcome = DnsOutcomes.Answered, Addresses = ["10.9.8.7"] } : NoSuchName);
    }
}
