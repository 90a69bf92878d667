using System.CommandLine;
using AcrHealth.Cli.Resources;

namespace AcrHealth.Cli.Options;

/// <summary>The options of commands that work with a Kubernetes cluster.</summary>
internal class KubernetesOptions
{
    public Option<string?> Namespace { get; } = new("--namespace", "-n") { Description = Texts.NamespaceOption, HelpName = "namespace" };

    public Option<string?> Context { get; } = new("--context") { Description = Texts.ContextOption, HelpName = "context" };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = Texts.VerboseOption };
}
