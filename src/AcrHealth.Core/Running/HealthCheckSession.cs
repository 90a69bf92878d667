using AcrHealth.AzureResourceManager;
using AcrHealth.Files;
using AcrHealth.Identity;
using AcrHealth.Network.Dns;
using AcrHealth.Nodes;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>The state that all runs of one invocation share: options, selected checks, services, tokens.</summary>
internal sealed class HealthCheckSession : IDisposable, IAsyncDisposable
{
    private readonly SharedSignIn _signIn;
    private readonly Lazy<IDnsExplainer> _dnsExplainer;
    private readonly Lazy<IResourceManagerPipeline> _resourceManager;
    private readonly Lazy<INodeServices> _nodeServices;
    private readonly Lazy<Task<string?>> _machineRegion;

    /// <param name="options">The options of the caller.</param>
    /// <param name="checks">The checks to run, prerequisites first.</param>
    /// <param name="events">Receives the events of the run.</param>
    /// <param name="tokenSource">Creates the source of tokens when a token is requested.</param>
    /// <param name="dnsExplainer">Creates the explainer of DNS responses when a name is looked up.</param>
    /// <param name="resourceManager">Creates the pipeline to Azure Resource Manager when a request is made.</param>
    /// <param name="nodeServices">Creates the library services that the checks of a node need, if there is a node.</param>
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
        Engine = new(options.Timeout, line => events.Verbose($"{Environment.MachineName}: {line}"), Scope);
        Logins = new(options.Timeout, Scope);
        _resourceManager = new(() => Owned(resourceManager()));
        _nodeServices = new(nodeServices ?? (() => throw new InvalidOperationException("This session has no services for nodes.")));
        _machineRegion = new(() => Scope.Run(MachineRegion.FindAsync));
    }

    public HealthCheckOptions Options { get; }

    public IReadOnlyList<HealthCheck> Checks { get; }

    /// <summary>Returns the options for a target: a registry may have its own image.</summary>
    public HealthCheckOptions OptionsFor(RegistryTarget? target) => target?.Image is { } image ? Options with { Image = image } : Options;

    /// <summary>The limit on how many registries are checked at once.</summary>
    public RegistryThrottle Turns { get; }

    public IRunEvents Events { get; }

    /// <summary>The secrets of the session, which must not be shown.</summary>
    public SessionSecrets Secrets { get; }

    /// <summary>The longest time that a check may take to undo its changes.</summary>
    public TimeSpan CleanUpTime => Checks.Where(check => check.NotApplicableReason(Options) is null).Select(check => check.CleanUpTime).DefaultIfEmpty().Max();

    public IDnsExplainer DnsExplainer => _dnsExplainer.Value;

    /// <summary>The container client and its engine, queried when the first check needs them.</summary>
    public SharedEngine Engine { get; }

    /// <summary>The logins that container clients have stored, read when the first check needs them.</summary>
    public SharedLogins Logins { get; }

    public IResourceManagerPipeline ResourceManager => _resourceManager.Value;

    /// <summary>The library services that the checks of a node need.</summary>
    public INodeServices NodeServices => _nodeServices.Value;

    /// <summary>The registries that the session's identity can see.</summary>
    public RegistryDirectory RegistryDirectory { get; } = new();

    /// <summary>Returns the Azure region of this machine, which is queried once; null if it is unknown.</summary>
    public Task<string?> FindMachineRegionAsync() => _machineRegion.Value;

    /// <summary>Owns the resources that all runs share.</summary>
    public RunScope Scope { get; } = new();

    /// <summary>A token that is cancelled when a check has failed and the caller chose to stop at the first failure.</summary>
    public CancellationToken Stopped => Scope.Token;

    /// <summary>Returns the checks of this machine, or with a target those of a registry.</summary>
    public IReadOnlyList<HealthCheck> ChecksOf(RegistryTarget? target) => [.. Checks.Where(check => check.IsOfRegistry == target is not null)];

    /// <summary>Signs in once for all registries with the same request; each waits no longer than its own timeout.</summary>
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    /// <exception cref="TimeoutException">The sign-in timed out.</exception>
    public Task<EntraToken> AcquireTokenAsync(EntraTokenRequest request, CancellationToken cancellationToken) =>
        _signIn.AcquireAsync(request, Scope.Token, cancellationToken);

    /// <summary>Cancels the work in progress when a check has failed and the caller chose to stop at the first failure.</summary>
    public void NoteFailure()
    {
        if (Options.StopOnFailure)
        {
            Scope.Cancel();
        }
    }

    /// <summary>Stops the work that the runs share, and waits briefly for it to stop.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Stops the work that the runs share, and waits briefly for it to stop.</summary>
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

    /// <summary>A source of tokens whose work, including programs, stops with the session.</summary>
    private sealed class WatchedTokenSource(IEntraTokenSource source, RunScope scope) : IEntraTokenSource
    {
        public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken) =>
            scope.Watch(source.AcquireAsync(request, cancellationToken));
    }
}
