using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>What opens the way to the host of a registry's layers.</summary>
internal static class DataEndpointAdvice
{
    private const int ShownHost = 253;

    public static IEnumerable<string> Steps(CheckContext context, Uri url, DataHostConnection way)
    {
        string host = UntrustedText.Clean(url.IdnHost, ShownHost);
        yield return way.Connection?.Trouble?.Kind == HostTroubleKind.Tls
            ? CheckOutcome.Format(Strings.DataEndpointTlsStep, host, url.Port)
            : way.Connection is null
                ? CheckOutcome.Format(Strings.DataEndpointDnsStep, host)
                : CheckOutcome.Format(Strings.DataEndpointFirewallStep, host, url.Port);
        if (way.Connection?.Trouble?.Kind == HostTroubleKind.Proxy)
        {
            yield return Strings.ProxyStep;
        }

        string? name = context.Target.Cloud is null ? null : context.Target.ResourceName;
        switch (DataHost.KindOf(context.Target, url))
        {
            case DataHostKind.BlobStorage when name is not null:
                yield return CheckOutcome.Format(Strings.DataEndpointStorageStep, DataHost.WildcardOf(url.IdnHost), name);
                yield return CheckOutcome.Format(Strings.DataEndpointListStep, name);
                break;
            case DataHostKind.DedicatedDataEndpoint when name is not null:
                yield return CheckOutcome.Format(Strings.DataEndpointListStep, name);
                yield return CheckOutcome.Format(Strings.DataEndpointPrivateStep, context.Target.Cloud!.PrivateLinkZone);
                break;
            default:
                break;
        }
    }
}
