using System.CommandLine;
using AcrHealth.Cli.Resources;

namespace AcrHealth.Cli.Options;

/// <summary>The options of commands that work with a Kubernetes cluster.</summary>
internal abstract class KubernetesOptions : CommandOptions
{
    public Option<string?> Namespace { get; } = Text("--namespace", Texts.NamespaceOption, "namespace", "-n");

    public Option<string?> Context { get; } = Text("--context", Texts.ContextOption, "context");
}
