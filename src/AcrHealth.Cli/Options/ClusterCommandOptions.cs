using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Kubernetes;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>The options of <c>acrhealth cluster</c>.</summary>
internal sealed class ClusterCommandOptions : KubernetesOptions
{
    public Argument<string[]> Registries { get; } = new("registries") { Description = Texts.RegistryArgument, Arity = ArgumentArity.OneOrMore };

    public Option<string> Image { get; } = new("--image") { Description = Texts.ToolImageOption, HelpName = "image", Required = true };

    public Option<string?> Repository { get; } = new("--repository") { Description = Texts.RepositoryOption, HelpName = "image" };

    public Option<string?> NodeSelector { get; } = new("--node-selector", "-l") { Description = Texts.NodeSelectorOption, HelpName = "labels" };

    public Option<string?> ManagedIdentityClientId { get; } = new("--managed-identity-client-id") { Description = Texts.ManagedIdentityOption, HelpName = "client-id" };

    public Option<bool> Anonymous { get; } = new("--anonymous") { Description = Texts.AnonymousOption };

    public Option<int> ThrottleLimit { get; } = Number("--throttle-limit", Texts.NodeThrottleOption, ClusterOptions.DefaultThrottleLimit, 1, 1000);

    public Option<int> TimeoutSeconds { get; } = Number("--timeout-seconds", Texts.NodeTimeoutOption, (int)ClusterOptions.DefaultTimeout.TotalSeconds, 30, 3600);

    public Option<bool> Force { get; } = new("--force") { Description = Texts.ClusterForceOption };

    public Option<bool> WhatIf { get; } = new("--what-if") { Description = Texts.ClusterWhatIfOption };

    public Option<OutputFormat> Output { get; } = OutputFormats.Option();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = Texts.QuietOption };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Registries);
        foreach (Option option in (Option[])
            [Image, Repository, Namespace, NodeSelector, Context, ManagedIdentityClientId, Anonymous, ThrottleLimit, TimeoutSeconds, Force, WhatIf, Output, Quiet, Verbose])
        {
            command.Options.Add(option);
        }
    }

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

    private static Option<int> Number(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[^1].Value, out int number) || number < least || number > most))
            {
                result.AddError(MessageFormat.Format(Texts.NotInRange, name, least, most));
            }
        });
        return option;
    }
}
