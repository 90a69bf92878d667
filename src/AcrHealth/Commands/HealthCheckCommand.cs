using System.Management.Automation;
using AcrHealth.AzureResourceManager;
using AcrHealth.Completion;
using AcrHealth.Identity;
using AcrHealth.Loading;
using AcrHealth.Network.Dns;
using AcrHealth.Nodes;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>A command that runs checks beside the pipeline and writes their results on its thread.</summary>
public abstract class HealthCheckCommand : RegistryCommand
{
    private readonly SeenTargets _seen = new();
    private readonly BackgroundRuns _runs;
    private HealthCheckSession? _session;
    private RegistryReader _registries = null!;
    private bool _anyRegistry;

    private protected HealthCheckCommand()
    {
        _runs = new(this, Dispatcher);
    }

    private protected PipelineDispatcher Dispatcher { get; } = new();

    private protected HealthCheckSession Session => _session!;

    /// <summary>The checks that are running, for the progress display.</summary>
    private protected RunningChecks RunningChecks { get; } = new();

    /// <summary>Whether a check failed, or an input could not be checked: -Quiet must then not return true.</summary>
    internal bool AnyFailed { get; set; }

    /// <summary>Whether a check ran: skipped checks say nothing about health.</summary>
    private protected bool AnyMade { get; set; }

    /// <summary>The longest time that each check may take.</summary>
    internal abstract TimeSpan CheckTimeout { get; }

    internal virtual bool StopsOnFailure => false;

    /// <summary>The time for which a failed sign-in is reported to all checks that need it before it is tried again.</summary>
    internal virtual TimeSpan FailedSignInCacheDuration => SharedSignIn.FailureCacheDuration;

    /// <summary>The repository that a test image is pushed to; null for a command that does not change registries.</summary>
    internal virtual string? PushRepository => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Quiet && Summary)
        {
            Refuse(Messages.QuietAndSummary, "QuietAndSummary", nameof(Summary));
        }

        var selection = new CheckSelection(this);
        HealthCheckOptions options = new OptionBuilder(this, selection).Build(out FormatException? badAuthority);
        _session = new(
            options,
            selection.Select(),
            new PipelineEvents(Dispatcher, this, Force, () => AnyFailed = true, RunningChecks),
            () => DependencyLoadContext.Create<IEntraTokenSource>("EntraTokenSource"),
            () => DependencyLoadContext.Create<IDnsExplainer>("DnsExplainer"),
            () => DependencyLoadContext.Create<IResourceManagerPipeline>("ResourceManagerPipeline"),
            () => DependencyLoadContext.Create<INodeServices>("NodeServices"));
        _registries = new(this, _session, badAuthority);
        if (Has(ofRegistry: false))
        {
            Start(null);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Has(ofRegistry: true))
        {
            return;
        }

        if (!MyInvocation.ExpectingInput)
        {
            Expect(Registry.Length);
        }

        foreach (string registry in Registry)
        {
            if (_registries.Parse(registry) is not { } target)
            {
                NotChecked(registry);
                continue;
            }

            _anyRegistry = true;
            SeenRegistries.Add(target.DisplayName);
            if (!_seen.Add(target))
            {
                WriteVerbose(MessageFormat.Format(Messages.GivenTwice, target.DisplayName));
                ExpectOneLess();
                continue;
            }

            Start(target);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _runs.End(_session);
            Dispatcher.Dispose();
        }
    }

    /// <summary>Starts the checks of a registry, or of this machine if it is null.</summary>
    private protected abstract void Start(RegistryTarget? target);

    /// <summary>Sets the number of registries in all. Not called if the pipeline brings them.</summary>
    private protected virtual void Expect(int registries)
    {
    }

    /// <summary>Reduces the number of expected registries by one.</summary>
    private protected virtual void ExpectOneLess()
    {
    }

    /// <summary>Reports an error if nothing was checked, which must not pass for healthy.</summary>
    /// <param name="isResult">Whether the command's only output is whether all is well, so that skipped checks are not visible.</param>
    private protected void ReportNothingChecked(bool isResult)
    {
        bool hasRegistryChecks = Has(ofRegistry: true);
        string? message = AnyFailed ? null
            : Session.Checks.Count == 0 ? Messages.EverythingExcluded
            : hasRegistryChecks && !_anyRegistry && MyInvocation.ExpectingInput ? Messages.EmptyPipeline
            : hasRegistryChecks && !_anyRegistry && !Has(ofRegistry: false) ? Messages.NothingToRun
            : isResult && !AnyMade ? Messages.AllSkipped
            : null;
        if (message is not null)
        {
            AnyFailed = true;
            WriteError(new(new InvalidOperationException(message), "NothingChecked", ErrorCategory.InvalidOperation, null));
        }
    }

    /// <summary>Handles a given name that is not a registry.</summary>
    private protected virtual void NotChecked(string name)
    {
    }

    private protected abstract void ShowProgress();

    /// <summary>Runs work beside the pipeline, and then its continuation on the pipeline's thread.</summary>
    private protected void RunBeside(Func<Task> work, Action ended) => _runs.Start(work, ended);

    /// <summary>Runs the next posted work item on the pipeline's thread, or shows the progress.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected void Await()
    {
        try
        {
            Dispatcher.DoNext(RunProgress.Interval, Cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        ShowProgress();
    }

    private bool Has(bool ofRegistry) => Session.Checks.Any(check => check.IsOfRegistry == ofRegistry);
}
