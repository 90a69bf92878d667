using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Kubernetes;
using AcrHealth.Targets;

namespace AcrHealth.Cli.Options;

/// <summary>The options of <c>acrhealth cluster</c>.</summary>
internal sealed class ClusterCommandOptions : KubernetesOptions
{
    public Argument<string[]> Registries { get; } = new("registries") { Description = Texts.RegistryArgument, Arity = ArgumentArity.OneOrMore };

    public Option<string> Image { get; } = new("--image") { Description = Texts.ToolImageOption, HelpName = "image", Required = true };

    public Option<string?> Repository { get; } = Text("--repository", Texts.RepositoryOption, "image");

    public Option<string?> NodeSelector { get; } = Text("--node-selector", Texts.NodeSelectorOption, "labels", "-l");

    public Option<string?> ManagedIdentityClientId { get; } = Text("--managed-identity-client-id", Texts.ManagedIdentityOption, "client-id");

    public Option<bool> Anonymous { get; } = Switch("--anonymous", Texts.AnonymousOption);

    public Option<int> ThrottleLimit { get; } = Number("--throttle-limit", Texts.NodeThrottleOption, ClusterOptions.DefaultThrottleLimit, 1, 1000);

    public Option<int> TimeoutSeconds { get; } = Number("--timeout-seconds", Texts.NodeTimeoutOption, (int)ClusterOptions.DefaultTimeout.TotalSeconds, 30, 3600);

    public Option<bool> Force { get; } = Switch("--force", Texts.ClusterForceOption);

    public Option<bool> WhatIf { get; } = Switch("--what-if", Texts.ClusterWhatIfOption);

    public Option<OutputFormat> Output { get; } = OutputFormats.Option();

    public Option<bool> Quiet { get; } = Switch("--quiet", Texts.QuietOption, "-q");

    public override IEnumerable<Option> All =>
    [
        Image, Repository, Namespace, NodeSelector, Context, ManagedIdentityClientId, Anonymous, ThrottleLimit, TimeoutSeconds, Force, WhatIf, Output, Quiet, Verbose,
    ];

    protected override Argument Subjects => Registries;

    /// <exception cref="UsageException">An option is invalid.</exception>
    public ClusterOptions Read(ParseResult given)
    {
        string[] registries = given.GetValue(Registries)!;
        string? repository = given.GetValue(Repository);
        try
        {
            foreach (string registry in registries)
            {
                RegistryParser.Parse(registry, new(null, null));
            }

            _ = repository is null ? null : ImageReference.Parse(repository);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }

        return new()
        {
            Registries = registries,
            Repository = repository,
            Image = given.GetValue(Image)!,
            Namespace = given.GetValue(Namespace),
            NodeSelector = given.GetValue(NodeSelector),
            ManagedIdentityClientId = given.GetValue(ManagedIdentityClientId),
            Anonymous = given.GetValue(Anonymous),
            ThrottleLimit = given.GetValue(ThrottleLimit),
            Timeout = TimeSpan.FromSeconds(given.GetValue(TimeoutSeconds)),
            CommandSyntax = CommandLineSyntax.Instance,
        };
    }
}
