using System.Net;
using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network.Proxies;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Clients;

/// <summary>Evaluates the engine's settings that affect one registry.</summary>
/// <param name="context">The check's context.</param>
/// <param name="client">The client.</param>
/// <param name="engine">The engine behind it.</param>
internal sealed class EngineSettingsEvaluator(CheckContext context, ContainerClient client, ContainerEngine engine)
{
    private readonly string _authority = context.Target.Authority;

    /// <summary>The outcomes to report, the most serious first; empty if no setting affects the registry.</summary>
    /// <param name="addresses">The registry's addresses, for networks that the engine trusts without TLS.</param>
    public IReadOnlyList<CheckOutcome> Evaluate(IReadOnlyList<IPAddress> addresses)
    {
        PodmanRegistry? registry = engine.Registries.Where(registry => registry.IsAbout(_authority)).MaxBy(registry => registry.Prefix.Length);
        CertificateDirectory certificates = engine.IsHere ? CertificateDirectory.For(engine, _authority) : new([], []);
        (string? engineProxy, string? sessionProxy) = engine.IsPodman || engine.IsContainerd || !engine.IsHere ? (null, null) : Proxies(context.Target.Url("/"));
        var detail = new DockerConfigurationDetail
        {
            EngineProxy = engineProxy,
            SessionProxy = sessionProxy,
            Mirrors = [.. (registry?.Mirrors ?? []).Select(WithoutUser)],
            IsInsecure = registry?.IsInsecure ?? IsInsecure(addresses),
            IsBlocked = registry?.IsBlocked ?? false,
            CertificateFiles = certificates.Files,
        };
        if (detail.IsBlocked)
        {
            return [context.Report(ContainerClientFindings.EngineBlocksRegistry, detail, ("prefix", registry!.Prefix))];
        }

        if (certificates.WithoutPartner is [var lone, ..])
        {
            return [context.Report(ContainerClientFindings.ClientCertificateIncomplete, detail, ("file", lone), ("authorityFile", Renaming(lone)))];
        }

        CheckOutcome[] warnings = [.. Warnings(detail, registry)];
        return warnings.Length > 0 ? warnings
            : certificates.Files.Count > 0 ? [CheckOutcome.Passed(MessageFormat.Format(Strings.EngineCertificates, _authority, string.Join(", ", certificates.Files)), detail)]
            : [];
    }

    private IEnumerable<CheckOutcome> Warnings(DockerConfigurationDetail detail, PodmanRegistry? registry)
    {
        CommandLine restart = EngineService.Restart(client, $"{engine.HostName} {engine.HostSystem?.Replace(' ', '-')}");
        string? settings = EngineService.Settings(client);
        if (detail.EngineProxy != detail.SessionProxy)
        {
            string proxySettings = EngineService.ProxySettings(client);
            yield return detail switch
            {
                { EngineProxy: null } => context.Report(
                    ContainerClientFindings.EngineBypassesProxy, detail, ("sessionProxy", detail.SessionProxy), ("settings", proxySettings), ("restart", restart)),
                { SessionProxy: null } => context.Report(
                    ContainerClientFindings.EngineUsesProxy, detail, ("engineProxy", detail.EngineProxy), ("settings", proxySettings), ("restart", restart)),
                _ => context.Report(
                    ContainerClientFindings.EngineUsesOtherProxy,
                    detail,
                    ("engineProxy", detail.EngineProxy),
                    ("sessionProxy", detail.SessionProxy),
                    ("settings", proxySettings),
                    ("restart", restart)),
            };
        }

        if (detail.IsInsecure)
        {
            yield return engine.IsPodman
                ? context.Report(ContainerClientFindings.PodmanVerifiesNothing, detail, ("prefix", registry?.Prefix ?? _authority))
                : context.Report(ContainerClientFindings.EngineVerifiesNothing, detail, ("settings", settings), ("restart", restart));
        }

        if (detail.Mirrors.Count > 0)
        {
            yield return context.Report(ContainerClientFindings.RegistryIsMirrored, detail, ("mirrors", string.Join(", ", detail.Mirrors)));
        }

        if (engine.HubMirrors.Any(mirror => UntrustedUrl.TryParse(mirror, null, out Uri? uri) && uri.Authority.Equals(_authority, StringComparison.OrdinalIgnoreCase)))
        {
            yield return context.Report(ContainerClientFindings.RegistryIsHubMirror, detail, ("settings", settings), ("restart", restart));
        }
    }

    private static CommandLine? Renaming(string file) => Path.GetExtension(file) == ".cert"
        ? PackageManager.Line($"sudo mv {RemedyCommands.Path(file, "file")} {RemedyCommands.Path(Path.ChangeExtension(file, ".crt"), "file")}")
        : null;

    private (string? Engine, string? Session) Proxies(Uri url)
    {
        string? session = ProxySettings.UsableFor(url) is { } proxy ? ProxySettings.Display(proxy) : null;

        // Go programs reach this machine itself without a proxy, regardless of the settings.
        bool direct = engine.HttpsProxy is null || url.IsLoopback || (engine.NoProxy is { } exceptions && BypassList.Parse(exceptions).Contains(url));
        return (direct ? null : ProxySettings.Display(engine.HttpsProxy!), session);
    }

    // Docker treats every registry on this machine as insecure, because it is probably one for testing.
    private bool IsInsecure(IReadOnlyList<IPAddress> addresses) =>
        engine.InsecureRegistries.Contains(_authority, StringComparer.OrdinalIgnoreCase)
        || addresses.Any(address => !IPAddress.IsLoopback(address) && engine.InsecureNetworks.Any(network => network.Contains(address)));

    private static string WithoutUser(string location) => UntrustedText.Clean(location[(location.LastIndexOf('@') + 1)..], 200);
}
