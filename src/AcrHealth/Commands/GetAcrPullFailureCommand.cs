using System.Management.Automation;
using AcrHealth.Completion;
using AcrHealth.Kubernetes;

namespace AcrHealth.Commands;

/// <summary>Finds the containers of a Kubernetes cluster that do not get their image, and explains each.</summary>
[Cmdlet(VerbsCommon.Get, "AcrPullFailure", DefaultParameterSetName = NamespaceSet)]
[OutputType(typeof(PullFailure))]
public sealed class GetAcrPullFailureCommand : KubernetesCommand
{
    private const string NamespaceSet = "Namespace";
    private const string AllSet = "AllNamespaces";

    private readonly List<string> _names = [];

    /// <summary>The names of pods; all pods if omitted.</summary>
    [Parameter(Position = 0, ParameterSetName = NamespaceSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Pod", "PodName")]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The namespace of the pods; that of kubectl's context if omitted.</summary>
    [Parameter(ParameterSetName = NamespaceSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>Reads the pods of all namespaces.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter AllNamespaces { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Kubectl kubectl = FindKubectl();
        var options = new PullFailureOptions { Namespace = Namespace, AllNamespaces = AllNamespaces, Names = [.. _names.Distinct(StringComparer.Ordinal)] };
        var finder = new PullFailureFinder(kubectl, options, line => Dispatcher.Post(() => WriteVerbose(line)));
        Run(cancellationToken => finder.RunAsync(
            failure => Dispatcher.Post(() => WriteObject(failure)),
            (name, exception) => Dispatcher.Post(() => WriteError(Record(exception, name))),
            cancellationToken));
    }
}
