using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Registry;

internal sealed class TlsCheck : HealthCheck
{
    public const string CheckName = "Tls";

    // Enough to renew in office hours, even where a change has to be approved first.
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [DnsCheck.CheckName];

    public override IReadOnlyList<string> After => [ProxyCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.Ssl, ErrorCodes.Challenge];

    public override string Description => Strings.TlsDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        if (context.OutcomeOf(ProxyCheck.CheckName) is { Status: CheckStatus.Failed })
        {
            return CheckOutcome.BlockedOn(ProxyCheck.CheckName);
        }

        HostConnection connection = await HostConnection
            .OpenAsync(context, context.Target, context.ValueOf<ResolvedHost>(DnsCheck.CheckName).Addresses, cancellation).ConfigureAwait(false);
        return connection.Trouble switch
        {
            null => Connected(context, connection),
            { Kind: HostTroubleKind.Tls } trouble => CheckOutcome.Failed(ErrorCodes.Ssl, trouble.Message, connection.Detail),
            { Kind: HostTroubleKind.Proxy } trouble => CheckOutcome.Failed(ErrorCodes.Challenge, trouble.Message, connection.Detail, Strings.ProxyStep),
            { } trouble => CheckOutcome.Failed(ErrorCodes.Challenge, trouble.Message, connection.Detail, Strings.TcpStep),
        };
    }

    private static CheckOutcome Connected(CheckContext context, HostConnection connection)
    {
        TlsDetail detail = connection.Detail!;
        ServerCertificate certificate = connection.Certificate!;
        context.Tell($"{detail}");
        if (certificate.IsTrustedByCallerOnly && (context.Target.Cloud is not null || connection.Proxy is not null))
        {
            // Azure's own registries have certificates that everybody trusts. Other hosts may have an authority of their own, and then
            // only a proxy gives reason to doubt: nothing in the certificate tells that authority from an inspecting one.
            string format = context.Target.Cloud is null ? Strings.TlsMaybeInspected : Strings.TlsInspected;
            return CheckOutcome.Warning(
                CheckOutcome.Format(format, certificate.Detail!.Issuer) + connection.Via, detail, connection.Client, Strings.TlsInspectedStep);
        }

        DateTimeOffset end = certificate.Detail!.NotAfter!.Value;
        return end - DateTimeOffset.Now < EndsSoon
            ? CheckOutcome.Warning(
                CheckOutcome.Format(Strings.TlsEndsSoon, end, (end - DateTimeOffset.Now).TotalDays) + connection.Via, detail, connection.Client, Strings.TlsEndsSoonStep)
            : CheckOutcome.Passed(
                CheckOutcome.Format(Strings.TlsFine, detail.Protocol, certificate.Detail.Issuer, end) + connection.Via, detail, connection.Client);
    }
}
