using System.Net;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Network;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

internal sealed class TlsCheck : HealthCheck
{
    public const string CheckName = "Tls";

    /// <summary>The open connection to the login server.</summary>
    public static readonly CheckOutput<RegistryClient> Connection = new(CheckName);

    // Enough to renew in office hours, even if a change must be approved first.
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    // Only a failure waits for the DNS servers' explanation of the address.
    private static readonly TimeSpan ExplanationTimeout = TimeSpan.FromSeconds(4);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [DnsCheck.CheckName];

    public override IReadOnlyList<string> After => [ProxyCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Ssl, ErrorCodes.Challenge];

    public override string Description => Strings.TlsDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.OutcomeOf(ProxyCheck.CheckName) is { Status: CheckStatus.Failed })
        {
            return CheckOutcome.BlockedOn(ProxyCheck.CheckName);
        }

        HostConnection connection = await HostConnection
            .OpenAsync(context, context.Target, context.Get(DnsCheck.Host).Addresses, cancellationToken).ConfigureAwait(false);
        if (connection.Failure is not { } failure)
        {
            return Connected(context, connection);
        }

        CheckOutcome outcome = await UnderOtherNameAsync(context, failure.Report(context, connection.Detail), cancellationToken).ConfigureAwait(false);
        return failure.Kind switch
        {
            ConnectionFailureKind.Proxy => outcome with { ErrorCode = ErrorCodes.Challenge },
            ConnectionFailureKind.Tls => outcome with { Message = outcome.Message + connection.Via },
            _ => outcome,
        };
    }

    // If the address belongs to another name, that is the cause, and the behavior of this address is not.
    private static async Task<CheckOutcome> UnderOtherNameAsync(CheckContext context, CheckOutcome failure, CancellationToken cancellationToken)
    {
        if (context.OutcomeOf(DnsCheck.CheckName)?.Explained is not { } explaining)
        {
            return failure;
        }

        await Task.WhenAny(explaining, Task.Delay(ExplanationTimeout, cancellationToken)).ConfigureAwait(false);
        return explaining.IsCompletedSuccessfully && explaining.Result is { Finding: { } finding } explained && finding == ConnectionFindings.SearchDomainAnswer
            ? failure with { Finding = finding, Message = $"{explained.Message} {failure.Message}", Remediation = explained.Remediation }
            : failure;
    }

    private static CheckOutcome Connected(CheckContext context, HostConnection connection)
    {
        RegistryClient client = connection.Client!;
        TlsDetail detail = connection.Detail!;
        CertificateValidator certificate = connection.Certificate!;
        context.LogVerbose($"{detail}");
        if (TlsDiagnosis.OfAddresses(context, connection, context.Target) is { } broken)
        {
            // The working address serves the later checks: other problems are worth reporting as well.
            return (broken with { Blocks = false }).WithOutput(Connection, client);
        }

        (string, object?)[] values = [("name", context.Target.Host), ("issuer", certificate.Detail!.Issuer)];
        if (certificate.IsTrustedByCallerOnly && (context.Target.Cloud is not null || connection.Proxy is not null))
        {
            // Azure's own registries have publicly trusted certificates. Other hosts may have an authority of their own; for them,
            // only a proxy is a reason for doubt: nothing in the certificate distinguishes that authority from an inspecting proxy's.
            CheckOutcome inspected = context.Target.Cloud is null
                ? context.Report(
                    ConnectionFindings.TlsPossiblyInspected,
                    detail,
                    [.. values, ("proxy", ProxySettings.Display(connection.Proxy!)), ("trust", SystemCommands.TrustAuthority)])
                : context.Report(ConnectionFindings.TlsInspected, detail, [.. values, ("trust", SystemCommands.TrustAuthority)]);
            return (inspected with { Message = inspected.Message + connection.Via }).WithOutput(Connection, client);
        }

        DateTimeOffset end = certificate.Detail.NotAfter!.Value;
        if (end - DateTimeOffset.Now < EndsSoon)
        {
            CheckOutcome ending = context.Report(
                ConnectionFindings.CertificateExpiresSoon, detail, [.. values, ("end", end), ("days", (end - DateTimeOffset.Now).TotalDays)]);
            return (ending with { Message = ending.Message + connection.Via }).WithOutput(Connection, client);
        }

        return CheckOutcome.Passed(
            MessageFormat.Format(Strings.TlsFine, detail.Protocol, certificate.Detail.Issuer, end) + connection.Via + Refused(connection), detail).WithOutput(Connection, client);
    }

    // Programs try the next address by themselves: this deserves a mention, but no warning.
    private static string Refused(HostConnection connection)
    {
        AddressFailure[] failed = [.. connection.Progress!.Failed.Where(failure => !IPAddress.IsLoopback(failure.EndPoint.Address))];
        return failed.Length == 0
            ? string.Empty
            : " " + MessageFormat.Format(
                Strings.TlsOtherAddress,
                string.Join(", ", failed.Select(failure => $"{TlsDiagnosis.NameOf(failure.EndPoint.AddressFamily)} {failure.EndPoint}")),
                connection.Progress.RemoteEndPoint);
    }
}
