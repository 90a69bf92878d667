using System.Net;
using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>Looks for what the engine is set to that makes its pulls go another way than this session's requests.</summary>
internal sealed class DockerConfigurationCheck : HealthCheck
{
    public const string CheckName = "DockerConfiguration";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<string> After => [DnsCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerConfiguration];

    public override string Description => Strings.DockerConfigurationDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        if (await context.Session.Engine.AskAsync(cancellation).ConfigureAwait(false) is not { HasAnswered: true } engine)
        {
            return CheckOutcome.NotApplicable(context.Session.Engine.Client.Value.Path is null ? Strings.EngineMissing : Strings.EngineUnknown);
        }

        IReadOnlyList<IPAddress> addresses = (context.OutcomeOf(DnsCheck.CheckName)?.Value as ResolvedHost)?.Addresses ?? [];
        return Judge(engine, context.Target.Authority, context.Target.Url("/"), addresses);
    }

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    private static CheckOutcome Judge(ContainerEngine engine, string authority, Uri url, IReadOnlyList<IPAddress> addresses)
    {
        PodmanRegistry? registry = engine.Registries.Where(registry => registry.IsAbout(authority)).MaxBy(registry => registry.Prefix.Length);
        CertificateDirectory certificates = engine.IsHere ? CertificateDirectory.For(engine, authority) : new([], []);
        (string? engineProxy, string? sessionProxy) = engine.IsPodman || !engine.IsHere ? (null, null) : Proxies(engine, url);
        var detail = new DockerConfigurationDetail
        {
            EngineProxy = engineProxy,
            SessionProxy = sessionProxy,
            Mirrors = [.. (registry?.Mirrors ?? []).Select(WithoutUser)],
            IsInsecure = registry?.IsInsecure ?? IsInsecure(engine, authority, addresses),
            IsBlocked = registry?.IsBlocked ?? false,
            CertificateFiles = certificates.Files,
        };
        if (detail.IsBlocked)
        {
            return CheckOutcome.Failed(ErrorCodes.DockerConfiguration, CheckOutcome.Format(Strings.EngineBlocks, authority, registry!.Prefix), detail);
        }

        if (certificates.WithoutPartner is [var lone, ..])
        {
            return CheckOutcome.Failed(ErrorCodes.DockerConfiguration, CheckOutcome.Format(Strings.EngineCertificateAlone, authority, lone), detail);
        }

        (string Message, string Step)[] findings = [.. Findings(engine, detail, authority)];
        return findings.Length > 0
            ? CheckOutcome.Warning(string.Join(' ', findings.Select(finding => finding.Message)), detail, null, [.. findings.Select(finding => finding.Step)])
            : certificates.Files.Count > 0
                ? CheckOutcome.Passed(CheckOutcome.Format(Strings.EngineCertificates, authority, string.Join(", ", certificates.Files)), detail)
                : CheckOutcome.NotApplicable(CheckOutcome.Format(Strings.EngineUntouched, authority));
    }

    private static IEnumerable<(string Message, string Step)> Findings(ContainerEngine engine, DockerConfigurationDetail detail, string authority)
    {
        if (detail.EngineProxy != detail.SessionProxy)
        {
            string format = detail.EngineProxy is null ? Strings.EngineGoesDirectly : detail.SessionProxy is null ? Strings.EngineGoesThroughProxy : Strings.EngineHasOtherProxy;
            yield return (CheckOutcome.Format(format, authority, detail.EngineProxy, detail.SessionProxy), Strings.EngineProxyStep);
        }

        if (detail.IsInsecure)
        {
            yield return (CheckOutcome.Format(Strings.EngineInsecure, authority), engine.IsPodman ? Strings.EngineInsecureStepPodman : Strings.EngineInsecureStep);
        }

        if (detail.Mirrors.Count > 0)
        {
            yield return (CheckOutcome.Format(Strings.EngineMirrors, authority, string.Join(", ", detail.Mirrors)), Strings.EngineMirrorsStep);
        }

        if (engine.HubMirrors.Any(mirror => UntrustedUrl.TryParse(mirror, null, out Uri? uri) && uri.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase)))
        {
            yield return (CheckOutcome.Format(Strings.EngineHubMirror, authority), Strings.EngineHubMirrorStep);
        }
    }

    private static (string? Engine, string? Session) Proxies(ContainerEngine engine, Uri url)
    {
        string? session = ProxySettings.UsableFor(url) is { } proxy ? ProxySettings.Display(proxy) : null;

        // Go's programs reach this machine itself without a proxy, whatever is set.
        bool direct = engine.HttpsProxy is null || url.IsLoopback || (engine.NoProxy is { } exceptions && BypassList.Parse(exceptions).Contains(url));
        return (direct ? null : ProxySettings.Display(engine.HttpsProxy!), session);
    }

    // Docker takes every registry on this machine for insecure, as a registry for trying things out is.
    private static bool IsInsecure(ContainerEngine engine, string authority, IReadOnlyList<IPAddress> addresses) =>
        engine.InsecureRegistries.Contains(authority, StringComparer.OrdinalIgnoreCase)
        || addresses.Any(address => !IPAddress.IsLoopback(address) && engine.InsecureNetworks.Any(network => network.Contains(address)));

    private static string WithoutUser(string location) => UntrustedText.Clean(location[(location.LastIndexOf('@') + 1)..], 200);
}
