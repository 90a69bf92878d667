using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Files;
using AcrHealth.Findings;
using AcrHealth.Network.Dns;
using AcrHealth.Network.Proxies;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

internal sealed class DnsCheck : HealthCheck
{
    public const string CheckName = "Dns";

    /// <summary>The login server's addresses.</summary>
    public static readonly CheckOutput<ResolvedHost> Host = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Dns];

    public override string Description => Strings.DnsDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        string host = context.Target.Host!;
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return CheckOutcome.Passed(MessageFormat.Format(Strings.DnsLiteral, host), new DnsDetail { Host = host, Addresses = [host] })
                .WithOutput(Host, new([literal]));
        }

        Task<DnsExplanation>? explaining = AsksServers(host)
            ? context.Scope.Watch(Task.Run(() => context.Session.DnsExplainer.ExplainAsync(host, cancellationToken), cancellationToken))
            : null;
        try
        {
            IPAddress[] addresses = await SystemResolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0
                ? await FoundAsync(context, host, addresses, explaining, cancellationToken).ConfigureAwait(false)
                : await FailedAsync(context, host, SocketError.NoData, explaining).ConfigureAwait(false);
        }
        catch (SocketException exception) when (!FileHandles.AreExhausted(exception))
        {
            return await FailedAsync(context, host, exception.SocketErrorCode, explaining).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return await FailedAsync(context, host, SocketError.TimedOut, explaining).ConfigureAwait(false);
        }
    }

    // Loopback names come from the hosts file; no DNS server knows them.
    private static bool AsksServers(string host) => !LoopbackName.Is(host) && host.Contains('.', StringComparison.Ordinal);

    private static async Task<CheckOutcome> FoundAsync(
        CheckContext context, string host, IPAddress[] addresses, Task<DnsExplanation>? explaining, CancellationToken cancellationToken)
    {
        context.LogVerbose($"{host} -> {string.Join(", ", addresses.AsEnumerable())}");
        if (addresses.All(DnsDiagnosis.IsUnspecified))
        {
            DnsExplanation? explanation = await EndAsync(explaining).ConfigureAwait(false);
            DnsDetail detail = DnsReading.Detail(host, addresses, null, explanation);
            return UnlessProxyResolves(context, DnsDiagnosis.Sinkhole(context, addresses, explanation, detail, HostsFile.System)!, detail);
        }

        IPAddress[] usable = [.. addresses.Where(address => !DnsDiagnosis.IsUnspecified(address))];
        string source = HostsFile.System.IsSourceOf(host, usable) ? " " + MessageFormat.Format(Strings.DnsFromHostsFile, HostsFile.System.Path) : string.Empty;
        CheckOutcome plain = Passed(null);
        return explaining is null ? plain : plain with { Explained = ExplainAsync() };

        CheckOutcome Passed(DnsExplanation? explanation)
        {
            DnsDetail detail = DnsReading.Detail(host, usable, null, explanation);
            string shown = string.Join(", ", detail.Addresses);
            string region = detail.Region is { } name ? MessageFormat.Format(Strings.DnsRegion, name) : string.Empty;
            CheckOutcome outcome = detail.IsPrivateLink && !DnsReading.IsPrivate(usable)
                ? context.Report(
                    ConnectionFindings.PrivateLinkPublicAddress,
                    detail,
                    ("target", host),
                    ("addresses", shown),
                    ("alias", detail.Explanation!.Chain.First(DnsReading.IsPrivateLink)))
                : CheckOutcome.Passed(MessageFormat.Format(Strings.DnsFound, host, shown) + region + source, detail);
            return outcome.WithOutput(Host, new(usable));
        }

        async Task<CheckOutcome> ExplainAsync()
        {
            try
            {
                DnsExplanation explanation = await explaining.ConfigureAwait(false);
                return await SearchDomainAnswer
                    .FindAsync(context, Host, usable, explanation, DnsReading.Detail(host, usable, null, explanation), SearchDomains.Current(), cancellationToken)
                    .ConfigureAwait(false) ?? Passed(explanation);
            }
            catch (OperationCanceledException)
            {
                return plain;
            }
        }
    }

    private static async Task<CheckOutcome> FailedAsync(CheckContext context, string host, SocketError error, Task<DnsExplanation>? explaining)
    {
        DnsExplanation? explanation = await EndAsync(explaining).ConfigureAwait(false);
        DnsDetail detail = DnsReading.Detail(host, [], error, explanation);
        context.LogVerbose($"{host} -> {error}, DNS: {detail.Explanation?.ToString() ?? "-"}");
        return UnlessProxyResolves(context, DnsDiagnosis.Of(host, error, explanation, context.Target.HasImpossibleName).Report(context, detail), detail);
    }

    private static CheckOutcome UnlessProxyResolves(CheckContext context, CheckOutcome failure, DnsDetail detail) =>
        ProxySettings.UsableFor(context.Target.Url("/")) is { } proxy
            ? context.Report(
                ConnectionFindings.NameResolvedByProxy,
                detail,
                ("reason", failure.Message),
                ("proxy", ProxySettings.Display(proxy)),
                ("target", context.Target.Host)).WithOutput(Host, new([]))
            : failure;

    private static async Task<DnsExplanation?> EndAsync(Task<DnsExplanation>? explaining)
    {
        try
        {
            return explaining is null ? null : await explaining.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The servers had the whole time limit.
            return null;
        }
    }
}
