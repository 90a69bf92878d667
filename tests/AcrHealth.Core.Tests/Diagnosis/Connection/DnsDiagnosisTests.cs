using System.Net;
using System.Net.Sockets;
using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Checks;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Dns;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Diagnosis.Connection;

public sealed class DnsDiagnosisTests
{
    private const string Host = "contoso.azurecr.io";

    [Theory]
    [InlineData(DnsOutcomes.NoSuchName, "", "NameNotFound")]
    [InlineData(DnsOutcomes.NoSuchName, "contoso.privatelink.azurecr.io", "PrivateLinkRecordMissing")]
    [InlineData(DnsOutcomes.NoSuchName, "contoso.privatelink.azurecr.cn", "PrivateLinkRecordMissing")]
    [InlineData(DnsOutcomes.NoAddresses, "contoso.privatelink.azurecr.io", "PrivateLinkRecordMissing")]
    [InlineData(DnsOutcomes.NoSuchName, "gone.example", "AliasTargetMissing")]
    [InlineData(DnsOutcomes.NoAddresses, "", "NameWithoutAddress")]
    [InlineData(DnsOutcomes.NoAddresses, "a.example contoso.azurecr.io", "AliasLoop")]
    [InlineData(DnsOutcomes.Unreadable, "", "DnsAnswerUnreadable")]
    [InlineData(DnsOutcomes.ServerFailure, "", "DnsServerFailure")]
    [InlineData(DnsOutcomes.Refused, "", "DnsServerRefused")]
    [InlineData(DnsOutcomes.NoAnswer, "", "DnsServerSilent")]
    [InlineData(DnsOutcomes.NoServer, "", "DnsServerMissing")]
    [InlineData(DnsOutcomes.Answered, "", "DnsAnswerNotUsed")]
    [InlineData("NotImplemented", "", "NameResolutionFailed")]
    public void What_DNS_answered_names_the_cause(string outcome, string chain, string finding)
    {
        var explanation = new DnsExplanation { Server = "10.0.0.53", Outcome = outcome, Chain = chain.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        CheckOutcome failure = Report(DnsDiagnosis.Of(Host, SocketError.HostNotFound, explanation));

        Assert.Equal(finding, failure.Finding!.Name);
        Assert.Equal("CONNECTIVITY_DNS_ERROR", failure.ErrorCode?.Name);
        Assert.Contains(Host, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remediation);
    }

    [Fact]
    public void A_name_that_no_registry_can_have_is_called_so() => Assert.Equal(
        "NameImpossible", DnsDiagnosis.Of("a-b-c.azurecr.io", SocketError.HostNotFound, new() { Outcome = DnsOutcomes.NoSuchName }, isImpossible: true).Finding.Name);

    [Theory]
    [InlineData(SocketError.TimedOut, "NameResolutionTimedOut")]
    [InlineData(SocketError.TryAgain, "NameResolutionFailed")]
    public void Without_an_answer_the_systems_error_names_the_cause(SocketError error, string finding) =>
        Assert.Equal(finding, Report(DnsDiagnosis.Of(Host, error, null)).Finding!.Name);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("0.0.0.0 ::")]
    public void An_address_that_leads_nowhere_is_a_block(string addresses)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "hosts");
        IPAddress[] found = [.. addresses.Split(' ').Select(IPAddress.Parse)];
        File.WriteAllText(file, $"127.0.0.1 localhost\n{found[0]}\tads.example {Host} # blocked\n");
        CheckContext context = CheckTestBed.ContextOf(new DnsCheck(), Host);

        CheckOutcome byFile = DnsDiagnosis.Sinkhole(context, found, null, null, new HostsFile(file))!;
        CheckOutcome byFilter = DnsDiagnosis.Sinkhole(context, found, null, null, new HostsFile(Path.Combine(directory.Path, "none")))!;

        Assert.Equal("HostsFileSinkhole", byFile.Finding!.Name);
        Assert.Contains(file, byFile.Message, StringComparison.Ordinal);
        Assert.Contains(file, byFile.Remediation[0], StringComparison.Ordinal);
        Assert.Equal("SinkholeAddress", byFilter.Finding!.Name);
    }

    [Fact]
    public void An_address_that_leads_somewhere_is_no_block() => Assert.Null(
        DnsDiagnosis.Sinkhole(CheckTestBed.ContextOf(new DnsCheck(), Host), [IPAddress.Any, IPAddress.Parse("20.62.128.0")], null, null, HostsFile.System));

    private static CheckOutcome Report(ConnectionFailure failure) => failure.Report(CheckTestBed.ContextOf(new DnsCheck(), Host), null);
}
