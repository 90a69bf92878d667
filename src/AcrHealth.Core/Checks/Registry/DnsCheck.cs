using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Files;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class DnsCheck : HealthCheck
{
    public const string CheckName = "Dns";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.Dns];

    public override string Description => Strings.DnsDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        string host = context.Target.Host!;
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return CheckOutcome.Passed(
                CheckOutcome.Format(Strings.DnsLiteral, host), new DnsDetail { Host = host, Addresses = [host] }, new ResolvedHost([literal]));
        }

        Task<DnsExplanation>? explaining = AsksServers(host)
            ? context.Scope.Watch(Task.Run(() => context.Session.DnsExplainer.ExplainAsync(host, cancellation), cancellation))
            : null;
        try
        {
            IPAddress[] addresses = await SystemResolver.ResolveAsync(host, cancellation).ConfigureAwait(false);
            return addresses.Length > 0 ? Found(context, host, addresses, explaining) : await FailedAsync(context, host, SocketError.NoData, explaining).ConfigureAwait(false);
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

    // The loopback's names are the hosts file's; no DNS server has anything to say of them.
    private static bool AsksServers(string host) => !LoopbackName.Is(host) && host.Contains('.', StringComparison.Ordinal);

    private static CheckOutcome Found(CheckContext context, string host, IPAddress[] addresses, Task<DnsExplanation>? explaining)
    {
        context.Tell($"{host} -> {string.Join(", ", addresses.AsEnumerable())}");
        var value = new ResolvedHost(addresses);
        CheckOutcome plain = Passed(null);
        return explaining is null ? plain : plain with { Explained = ExplainAsync() };

        CheckOutcome Passed(DnsExplanation? explanation)
        {
            DnsDetail detail = DnsReading.Detail(host, addresses, null, explanation);
            string message = CheckOutcome.Format(Strings.DnsFound, host, string.Join(", ", detail.Addresses));
            message += detail.Region is { } region ? CheckOutcome.Format(Strings.DnsRegion, region) : string.Empty;
            return detail.IsPrivateLink && !DnsReading.IsPrivate(addresses)
                ? CheckOutcome.Warning(
                    CheckOutcome.Format(Strings.DnsPublicPrivateLink, host, string.Join(", ", detail.Addresses)), detail, value, LinkStep(context.Target))
                : CheckOutcome.Passed(message, detail, value);
        }

        async Task<CheckOutcome> ExplainAsync()
        {
            try
            {
                return Passed(await explaining.ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return plain;
            }
        }
    }

    private static string LinkStep(RegistryTarget target) =>
        CheckOutcome.Format(Strings.DnsPublicPrivateLinkStep, (target.Cloud ?? AzureCloud.Public).PrivateLinkZone);

    private static async Task<CheckOutcome> FailedAsync(CheckContext context, string host, SocketError error, Task<DnsExplanation>? explaining)
    {
        DnsExplanation? explanation = null;
        try
        {
            explanation = explaining is null ? null : await explaining.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The servers had all the time there was.
        }

        string? alias = explanation?.Chain is [.., var last] ? UntrustedText.Clean(last) : null;
        string message = CheckOutcome.Format(DnsReading.FailureFormat(host, error, explanation), host, explanation?.Server, error, alias);
        message += context.Target.HasImpossibleName ? Strings.DnsImpossibleName : string.Empty;
        DnsDetail detail = DnsReading.Detail(host, [], error, explanation);
        context.Tell($"{host} -> {error}, DNS: {detail.Explanation?.ToString() ?? "-"}");
        if (ProxySettings.UsableFor(context.Target.Url("/")) is { } proxy)
        {
            return CheckOutcome.Warning(
                CheckOutcome.Format(Strings.DnsLeftToProxy, message, ProxySettings.Display(proxy)), detail, new ResolvedHost([]), ErrorReference.RemediationOf(ErrorCodes.Dns)[0]);
        }

        return CheckOutcome.Failed(ErrorCodes.Dns, message, detail);
    }
}
