using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network.Proxies;
using AcrHealth.Nodes;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Resolves containerd's configuration for the registry, and reports settings that route pulls differently from this process's requests.</summary>
internal sealed class ContainerdConfigurationCheck : HealthCheck
{
    public const string CheckName = NodeCheckNames.ContainerdConfiguration;

    private const int ReasonLength = 200;
    private const int MostSteps = 4;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Node;

    public override bool IsOfRegistry => true;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.ContainerdConfiguration];

    public override string Description => Strings.ContainerdConfigurationDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Run(context));

    private static CheckOutcome Run(CheckContext context)
    {
        var files = new NodeFiles(context.Options.NodeRoot);

        // Docker's containerd has a configuration, too, but does not use it for pulls.
        bool isMeant = files.IsNode || context.Options.AskedFor.Contains(CheckName);
        if (context.Target.Host is null || !isMeant || !File.Exists(files.At(ContainerdSettings.DefaultFile)))
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.NodeFileMissing, files.At(ContainerdSettings.DefaultFile)));
        }

        try
        {
            INodeServices services = context.Session.NodeServices;
            ContainerdSettings settings = ContainerdSettings.Read(files, services);
            if (settings.HasInlineHosts && settings.HostDirectories.Count > 0)
            {
                return context.Report(ContainerdFindings.ContainerdSettingsConflict, null, ("file", settings.File), ("directory", settings.HostDirectories[0]));
            }

            ContainerdHosts hosts = ContainerdHostsFile.Find(files, services, settings.HostDirectories, context.Target.Authority)
                ?? settings.InlineHostsOf(context.Target.Authority)
                ?? ContainerdHosts.Default(context.Target.Authority);
            return Evaluate(context, files, settings, hosts);
        }
        catch (ContainerdException exception)
        {
            return context.Report(ContainerdFindings.ContainerdSettingsInvalid, null, ("file", exception.File), ("reason", UntrustedText.Clean(exception.Message, ReasonLength)));
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, NodeFiles files, ContainerdSettings settings, ContainerdHosts hosts)
    {
        Uri? proxy = ProxyOf(files, context.Target.Url("/v2/"));
        ContainerdConfigurationDetail detail = Detail(settings, hosts, proxy);
        CheckOutcome[] found = [.. Find(context, files, settings, hosts, proxy, detail)];
        return found is [var first, ..]
            ? first with
            {
                Message = string.Join(' ', found.Take(2).Select(outcome => outcome.Message)),
                Remediation = [.. found.SelectMany(outcome => outcome.Remediation.Select((step, rank) => (step, rank))).OrderBy(item => item.rank).Select(item => item.step).Take(MostSteps)],
            }
            : CheckOutcome.Passed(
                hosts.File is null
                    ? MessageFormat.Format(Strings.ContainerdAsksDirectly, context.Target.Authority)
                    : MessageFormat.Format(Strings.ContainerdAsks, string.Join(", ", detail.Hosts), hosts.File),
                detail);
    }

    private static IEnumerable<CheckOutcome> Find(
        CheckContext context, NodeFiles files, ContainerdSettings settings, ContainerdHosts hosts, Uri? proxy, ContainerdConfigurationDetail detail)
    {
        string file = hosts.File ?? settings.File ?? ContainerdSettings.DefaultFile;
        if (hosts.Hosts.SelectMany(host => host.AuthorityFiles.Concat(host.ClientFiles)).FirstOrDefault(path => !File.Exists(files.At(path))) is { } missing)
        {
            yield return context.Report(ContainerdFindings.ContainerdFileMissing, detail, ("file", file), ("path", missing));
        }

        if (!hosts.Hosts.Any(host => host.CanResolve) || !hosts.Hosts.Any(host => host.CanPull))
        {
            yield return context.Report(ContainerdFindings.ContainerdCannotPull, detail, ("file", file));
        }
        else if (!hosts.Hosts.Any(host => host.IsRegistry))
        {
            yield return context.Report(ContainerdFindings.ContainerdAsksOthers, detail, ("file", file), ("hosts", string.Join(", ", detail.Hosts)));
        }
        else if (!hosts.Hosts[0].IsRegistry)
        {
            yield return context.Report(ContainerdFindings.ContainerdMirrorFirst, detail, ("file", file), ("mirror", hosts.Hosts[0].Url.Authority));
        }

        if (hosts.Hosts.FirstOrDefault(host => host.SkipsVerification) is { } unverified)
        {
            yield return context.Report(ContainerdFindings.ContainerdSkipsVerification, detail, ("file", file), ("mirror", unverified.Url.Authority));
        }

        if (hosts.IsIgnoredByOld)
        {
            yield return context.Report(ContainerdFindings.ContainerdHostsIgnored, detail, ("file", file));
        }

        Uri? own = ProxySettings.UsableFor(context.Target.Url("/v2/"));
        if (Shown(own) != Shown(proxy))
        {
            yield return context.Report(ContainerdFindings.ContainerdProxyDiffers, detail, ("proxy", Shown(proxy) ?? Strings.NoProxy), ("own", Shown(own) ?? Strings.NoProxy));
        }
    }

    // The service has only the environment of its unit.
    private static Uri? ProxyOf(NodeFiles files, Uri url)
    {
        IReadOnlyDictionary<string, string> environment = SystemdUnit.Read(files, "containerd").Environment;
        string? value = environment.GetValueOrDefault("HTTPS_PROXY") ?? environment.GetValueOrDefault("https_proxy");
        string? bypass = environment.GetValueOrDefault("NO_PROXY") ?? environment.GetValueOrDefault("no_proxy");
        SecretReader.ProtectProxy(value ?? string.Empty);
        return string.IsNullOrEmpty(value) || (bypass is not null && BypassList.Parse(bypass).Contains(url)) ? null : ProxySettings.TryRead(value);
    }

    private static string? Shown(Uri? proxy) => proxy is null ? null : ProxySettings.Display(proxy);

    private static ContainerdConfigurationDetail Detail(ContainerdSettings settings, ContainerdHosts hosts, Uri? proxy) => new()
    {
        ConfigurationFile = settings.File,
        HostsFile = hosts.File,
        Proxy = Shown(proxy),
        Hosts =
        [
            .. hosts.Hosts.Select(host => new ContainerdHostDetail
            {
                Url = UntrustedText.Clean(host.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/'), ReasonLength),
                IsRegistry = host.IsRegistry,
                Capabilities = host.Capabilities,
                AuthorityFiles = host.AuthorityFiles,
                ClientFiles = host.ClientFiles,
                SkipsVerification = host.SkipsVerification,
                OverridesPath = host.OverridesPath,
                Headers = [.. host.Headers.Select(header => UntrustedText.Clean(header, 100))],
            }),
        ],
    };
}
