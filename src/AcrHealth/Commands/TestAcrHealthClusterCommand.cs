using System.Management.Automation;
using AcrHealth.Completion;
using AcrHealth.Kubernetes;
using AcrHealth.Reports;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Checks registries from every node of a Kubernetes cluster.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AcrHealthCluster", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(HealthCheckResult), typeof(string))]
public sealed class TestAcrHealthClusterCommand : KubernetesCommand
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly List<string> _registries = [];
    private volatile string? _notRemoved;

    /// <summary>The registries that each node checks: names (contoso) or login servers (contoso.azurecr.io).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LoginServer")]
    [ArgumentCompleter(typeof(RegistryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Registry { get; set; } = [];

    /// <summary>The image of AcrHealth that the nodes run, in a registry that they can reach.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = string.Empty;

    /// <summary>The image whose pull each node checks: a repository, repository:tag or repository@digest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Repository { get; set; }

    /// <summary>The namespace of the pods; that of kubectl's context if omitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>A label selector for the nodes, in kubectl's syntax; all nodes if omitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NodeSelector { get; set; }

    /// <summary>The client id of the managed identity that the nodes sign in with: the kubelet's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Checks without signing in.</summary>
    [Parameter]
    public SwitchParameter Anonymous { get; set; }

    /// <summary>The number of nodes that are checked at once, from 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = ClusterOptions.DefaultThrottleLimit;

    /// <summary>The longest time for a node, in seconds, from 30 to 3600, from the creation of its pod to the end of its checks.</summary>
    [Parameter]
    [ValidateRange(30, 3600)]
    public int TimeoutSeconds { get; set; } = (int)ClusterOptions.DefaultTimeout.TotalSeconds;

    /// <summary>Creates the pods without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override TimeSpan CleanUpTime => ClusterOptions.DefaultCleanUpTime + Margin;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string registry in Registry)
        {
            try
            {
                RegistryParser.Parse(registry, new(null, null));
                _registries.Add(registry.Trim());
            }
            catch (FormatException exception)
            {
                WriteError(new(exception, "InvalidRegistry", ErrorCategory.InvalidArgument, UntrustedText.Clean(registry)));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_registries.Count == 0)
        {
            return;
        }

        Kubectl kubectl = FindKubectl();
        var run = new ClusterRun(kubectl, Options(), new ClusterEvents(this));
        IReadOnlyList<ClusterNode> nodes = [];
        Run(async cancellationToken => nodes = await run.ReadNodesAsync(cancellationToken).ConfigureAwait(false));
        if (nodes.Count == 0)
        {
            WriteError(new(
                new InvalidOperationException(MessageFormat.Format(Strings.ClusterNoNodes, UntrustedText.Clean(NodeSelector ?? Strings.ClusterAllNodes))),
                "NoNodes",
                ErrorCategory.ObjectNotFound,
                NodeSelector));
            return;
        }

        Check(run, nodes);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // A stopped pipeline accepts no errors any more; the host can still show the command that removes the pods.
        if (disposing && _notRemoved is { } message)
        {
            Host?.UI?.WriteErrorLine(message);
        }
    }

    private void Check(ClusterRun run, IReadOnlyList<ClusterNode> nodes)
    {
        switch (ChangeQuestion.Ask(this, Force, Question(nodes.Count)))
        {
            case Approval.Given:
                Run(cancellationToken => run.RunAsync(nodes, results => Dispatcher.Post(() => Write(results)), cancellationToken));
                ReportLeftovers();
                break;
            case Approval.WhatIf:
                WriteObject(run.Manifest(nodes));
                break;
            case Approval.CannotAsk:
                WriteError(new(new InvalidOperationException(Messages.ClusterCannotAsk), "CannotAsk", ErrorCategory.InvalidOperation, null));
                break;
        }
    }

    private void ReportLeftovers()
    {
        if (_notRemoved is { } message)
        {
            _notRemoved = null;
            WriteError(new(new InvalidOperationException(message), "NotRemoved", ErrorCategory.ResourceUnavailable, null));
        }
    }

    private ClusterOptions Options()
    {
        try
        {
            _ = Repository is null ? null : ImageReference.Parse(Repository);
        }
        catch (FormatException exception)
        {
            ThrowTerminatingError(new(exception, "InvalidRepository", ErrorCategory.InvalidArgument, Repository));
        }

        return new()
        {
            Registries = _registries,
            Repository = Repository,
            Image = Image,
            Namespace = Namespace,
            NodeSelector = NodeSelector,
            ThrottleLimit = ThrottleLimit,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            ManagedIdentityClientId = ManagedIdentityClientId,
            Anonymous = Anonymous,
        };
    }

    private Question Question(int nodes) => new(
        Messages.ClusterAction,
        MessageFormat.Format(Messages.ClusterTarget, nodes, Context ?? Strings.KubectlCurrentContext),
        MessageFormat.Format(Messages.ClusterQuestion, nodes, Context ?? Strings.KubectlCurrentContext),
        Messages.ClusterCaption);

    private void Write(IReadOnlyList<HealthCheckResult> results)
    {
        foreach (HealthCheckResult result in results)
        {
            WriteObject(NodeResult.Convert(result));
        }
    }

    private sealed class ClusterEvents(TestAcrHealthClusterCommand command) : IClusterEvents
    {
        public void Verbose(string line) => command.Dispatcher.Post(() => command.WriteVerbose(line));

        public void Progress(int done, int all) => command.Dispatcher.Post(() => command.WriteProgress(new(0, "Test-AcrHealthCluster", $"{done}/{all}")
        {
            PercentComplete = done * 100 / all,
            RecordType = done == all ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        }));

        public void NotRemoved(string message) => command._notRemoved = message;
    }
}
