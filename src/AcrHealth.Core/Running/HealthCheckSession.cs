using AcrHealth.Containers;
using AcrHealth.Identity;
using AcrHealth.Network;
using AcrHealth.Programs;
using AcrHealth.ResourceManager;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>What all runs of one invocation share: options, selected checks, services, tokens.</summary>
internal sealed class HealthCheckSession : IDisposable
{
    private readonly SharedSignIn _signIn;
    private readonly Lazy<IDnsExplainer> _dnsExplainer;
    private readonly Lazy<IResourceManagerPipeline> _resourceManager;
    private readonly Lazy<Task<string?>> _machineRegion;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="options">What the caller asked for.</param>
    /// <param name="checks">The checks to run, prerequisites first.</param>
    /// <param name="events">Who is told of the run.</param>
    /// <param name="tokenSource">Makes the source of tokens, when one is asked for.</param>
    /// <param name="dnsExplainer">Makes the explainer of DNS answers, when a name is looked up.</param>
    /// <param name="resourceManager">Makes the pipeline to Azure Resource Manager, when something is asked of it.</param>
    public HealthCheckSession(
        HealthCheckOptions options,
        IReadOnlyList<HealthCheck> checks,
        IRunEvents events,
        Func<IEntraTokenSource> tokenSource,
        Func<IDnsExplainer> dnsExplainer,
        Func<IResourceManagerPipeline> resourceManager)
    {
        Options = options;
        Checks = checks;
        Events = events;
        var source = new Lazy<IEntraTokenSource>(tokenSource);
        _signIn = new(() => source.Value, options.Timeout, TimeProvider.System, options.SignInStanding);
        _dnsExplainer = new(dnsExplainer);
        Engine = new(options.Timeout, line => events.Verbose($"{Environment.MachineName} {UntrustedText.Clean(ContainerClient.ConfiguredCommand)}: {line}"), _stop.Token);
        Logins = new(options.Timeout, _stop.Token);
        _resourceManager = new(resourceManager);
        _machineRegion = new(() => MachineRegion.FindAsync(_stop.Token));
    }

    public HealthCheckOptions Options { get; }

    public IReadOnlyList<HealthCheck> Checks { get; }

    public IRunEvents Events { get; }

    /// <summary>The longest that a check may take to undo what it has done.</summary>
    public TimeSpan CleanUpTime => Checks.Where(check => check.MootWith(Options) is null).Select(check => check.CleanUpTime).DefaultIfEmpty().Max();

    public IDnsExplainer DnsExplainer => _dnsExplainer.Value;

    /// <summary>The container client and the engine behind it, asked when the first check wants to know.</summary>
    public SharedEngine Engine { get; }

    /// <summary>The logins that container clients have stored, read when the first check wants to know.</summary>
    public SharedLogins Logins { get; }

    public IResourceManagerPipeline ResourceManager => _resourceManager.Value;

    /// <summary>The registries that the session's identity can see.</summary>
    public RegistryDirectory RegistryDirectory { get; } = new();

    /// <summary>The Azure region of this machine, asked for once; null where it cannot be known.</summary>
    public Task<string?> FindMachineRegionAsync() => _machineRegion.Value;

    /// <summary>Cancelled once a check has failed and the caller wanted to stop there.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>The checks of this machine, or with a target those of a registry.</summary>
    public IReadOnlyList<HealthCheck> ChecksOf(RegistryTarget? target)
    {
        CheckCategory category = target is null ? CheckCategory.Environment : CheckCategory.Registry;
        return [.. Checks.Where(check => check.Category == category)];
    }

    /// <summary>Signs in for all registries that ask for the same; each waits only as long as it may.</summary>
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    /// <exception cref="TimeoutException">The sign-in did not end in its time.</exception>
    public Task<EntraToken> AcquireTokenAsync(EntraTokenRequest request, CancellationToken cancellation) =>
        _signIn.AcquireAsync(request, _stop.Token, cancellation);

    /// <summary>Ends what is under way when a check has failed and the caller wanted to stop there.</summary>
    public void NoteFailure()
    {
        if (Options.StopOnFailure)
        {
            _stop.Cancel();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        if (_resourceManager.IsValueCreated)
        {
            (_resourceManager.Value as IDisposable)?.Dispose();
        }
    }
}
