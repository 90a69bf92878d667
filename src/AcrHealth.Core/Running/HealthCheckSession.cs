using AcrHealth.AzureResourceManager;
using AcrHealth.Files;
using AcrHealth.Identity;
using AcrHealth.Network.Dns;
using AcrHealth.Nodes;
using AcrHealth.Programs;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>What all runs of one invocation share: options, selected checks, services, tokens.</summary>
internal sealed class HealthCheckSession : IDisposable, IAsyncDisposable
{
    private readonly SharedSignIn _signIn;
    private readonly Lazy<IDnsExplainer> _dnsExplainer;
    private readonly Lazy<IResourceManagerPipeline> _resourceManager;
    private readonly Lazy<INodeServices> _nodeServices;
    private readonly Lazy<Task<string?>> _machineRegion;

    /// <param name="options">What the caller asked for.</param>
    /// <param name="checks">The checks to run, prerequisites first.</param>
    /// <param name="events">Who is told of the run.</param>
    /// <param name="tokenSource">Makes the source of tokens, when one is asked for.</param>
    /// <param name="dnsExplainer">Makes the explainer of DNS answers, when a name is looked up.</param>
    /// <param name="resourceManager">Makes the pipeline to Azure Resource Manager, when something is asked of it.</param>
    /// <param name="nodeServices">Makes what the checks of a node need of libraries, when there is a node.</param>
    public HealthCheckSession(
        HealthCheckOptions options,
        IReadOnlyList<HealthCheck> checks,
        IRunEvents events,
        Func<IEntraTokenSource> tokenSource,
        Func<IDnsExplainer> dnsExplainer,
        Func<IResourceManagerPipeline> resourceManager,
        Func<INodeServices>? nodeServices = null)
    {
        Options = options;
        Secrets = SessionSecrets.Open(options.SignIn.Protect);
        Checks = checks;
        Events = events;
        Turns = new(FileHandles.Free, events.Verbose);
        var source = new Lazy<IEntraTokenSource>(tokenSource);
        _signIn = new(() => new WatchedTokenSource(source.Value, Scope), options.Timeout, TimeProvider.System, options.FailedSignInCacheDuration);
        _dnsExplainer = new(dnsExplainer);
        Engine = new(options.Timeout, line => events.Verbose($"{Environment.MachineName} {UntrustedText.Clean(ContainerClient.ConfiguredCommand)}: {line}"), Scope);
        Logins = new(options.Timeout, Scope);
        _resourceManager = new(() => Owned(resourceManager()));
        _nodeServices = new(nodeServices ?? (() => throw new InvalidOperationException("This session has no services for nodes.")));
        _machineRegion = new(() => Scope.Run(MachineRegion.FindAsync));
    }

    public HealthCheckOptions Options { get; }

    public IReadOnlyList<HealthCheck> Checks { get; }

    /// <summary>The options for a target: a registry may bring its own image.</summary>
    public HealthCheckOptions OptionsFor(RegistryTarget? target) => target?.Image is { } image ? Options with { Image = image } : Options;

    /// <summary>Whose turn it is to be checked.</summary>
    public RegistryThrottle Turns { get; }

    public IRunEvents Events { get; }

    /// <summary>What must not be shown, by its value.</summary>
    public SessionSecrets Secrets { get; }

    /// <summary>The longest that a check may take to undo what it has done.</summary>
    public TimeSpan CleanUpTime => Checks.Where(check => check.NotApplicableReason(Options) is null).Select(check => check.CleanUpTime).DefaultIfEmpty().Max();

    public IDnsExplainer DnsExplainer => _dnsExplainer.Value;

    /// <summary>The container client and the engine behind it, asked when the first check wants to know.</summary>
    public SharedEngine Engine { get; }

    /// <summary>The logins that container clients have stored, read when the first check wants to know.</summary>
    public SharedLogins Logins { get; }

    public IResourceManagerPipeline ResourceManager => _resourceManager.Value;

    /// <summary>What the checks of a node need of libraries.</summary>
    public INodeServices NodeServices => _nodeServices.Value;

    /// <summary>The registries that the session's identity can see.</summary>
    public RegistryDirectory RegistryDirectory { get; } = new();

    /// <summary>The Azure region of this machine, asked for once; null where it cannot be known.</summary>
    public Task<string?> FindMachineRegionAsync() => _machineRegion.Value;

    /// <summary>Owns what all runs share.</summary>
    public RunScope Scope { get; } = new();

    /// <summary>Cancelled once a check has failed and the caller wanted to stop there.</summary>
    public CancellationToken Stopped => Scope.Token;

    /// <summary>The checks of this machine, or with a target those of a registry.</summary>
    public IReadOnlyList<HealthCheck> ChecksOf(RegistryTarget? target) => [.. Checks.Where(check => check.IsOfRegistry == target is not null)];

    /// <summary>Signs in for all registries that ask for the same; each waits only as long as it may.</summary>
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    /// <exception cref="TimeoutException">The sign-in did not end in its time.</exception>
    public Task<EntraToken> AcquireTokenAsync(EntraTokenRequest request, CancellationToken cancellationToken) =>
        _signIn.AcquireAsync(request, Scope.Token, cancellationToken);

    /// <summary>Ends what is under way when a check has failed and the caller wanted to stop there.</summary>
    public void NoteFailure()
    {
        if (Options.StopOnFailure)
        {
            Scope.Cancel();
        }
    }

    /// <summary>Ends what the runs share, and waits a moment for it.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends what the runs share, and waits a moment for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Scope.DisposeAsync().ConfigureAwait(false);
        Secrets.Dispose();
    }

    private IResourceManagerPipeline Owned(IResourceManagerPipeline pipeline)
    {
        if (pipeline is IDisposable disposable)
        {
            Scope.Own(disposable);
        }

        return pipeline;
    }

    /// <summary>A source of tokens whose work, programs among it, ends with the session.</summary>
    private sealed class WatchedTokenSource(IEntraTokenSource source, RunScope scope) : IEntraTokenSource
    {
        public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken) =>
            scope.Watch(source.AcquireAsync(request, cancellationToken));
    }
}
