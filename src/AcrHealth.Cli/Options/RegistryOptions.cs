using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>The options of commands that check registries. Each has the name of the cmdlet's parameter in kebab case, its meaning and its default.</summary>
internal abstract class RegistryOptions : CommandOptions
{
    /// <summary>The variable with the checks that are not run unless <c>--exclude-check</c> names others.</summary>
    public const string ExcludeVariable = "ACRHEALTH_EXCLUDE_CHECK";

    public Argument<string[]> Registry { get; } = Registries();

    public Option<string?> File { get; } = new("--file", "-f") { Description = Texts.FileOption, HelpName = "path" };

    public Option<string?> Repository { get; } = Text("--repository", Texts.RepositoryOption, "image");

    public Option<string?> UserName { get; } = Text("--username", Texts.UserNameOption, "name");

    public Option<bool> PasswordFromInput { get; } = Switch("--password-stdin", Texts.PasswordInputOption);

    public Option<int?> PasswordDescriptor { get; } = new("--password-fd") { Description = Texts.PasswordDescriptorOption, HelpName = "number" };

    public Option<bool> TokenFromInput { get; } = Switch("--access-token-stdin", Texts.TokenInputOption);

    public Option<int?> TokenDescriptor { get; } = new("--access-token-fd") { Description = Texts.TokenDescriptorOption, HelpName = "number" };

    public Option<bool> Anonymous { get; } = Switch("--anonymous", Texts.AnonymousOption);

    public Option<string?> TenantId { get; } = Text("--tenant-id", Texts.TenantOption, "tenant");

    public Option<string?> ManagedIdentityClientId { get; } = Text("--managed-identity-client-id", Texts.ManagedIdentityOption, "client-id");

    public Option<bool> Kubelet { get; } = Switch("--kubelet", Texts.KubeletOption);

    public Option<string?> PullSecret { get; } = Text("--pull-secret", Texts.PullSecretOption, "file");

    public Option<string?> NodeRoot { get; } = Text("--node-root", Texts.NodeRootOption, "directory");

    public Option<string?> Cloud { get; } = CloudOption();

    public Option<string[]> CACertificate { get; } = new("--ca-certificate") { Description = Texts.CertificateOption, HelpName = "path", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public Option<string[]> Check { get; } = Names("--check", Texts.CheckOption, "*");

    public Option<string[]> ExcludeCheck { get; } = Names("--exclude-check", Texts.ExcludeCheckOption, ExcludedByDefault());

    public Option<bool> IncludeResourceManager { get; } = Switch("--include-resource-manager", Texts.ResourceManagerOption);

    public Option<string?> VirtualNetwork { get; } = Text("--virtual-network", Texts.VirtualNetworkOption, "network");

    public Option<string> SampleImage { get; } = new("--sample-image") { Description = Texts.SampleImageOption, HelpName = "image", DefaultValueFactory = _ => HealthCheckOptions.DefaultSampleImage };

    public Option<bool> Force { get; } = Switch("--force", Texts.ForceOption);

    public Option<bool> WhatIf { get; } = Switch("--what-if", Texts.WhatIfOption);

    public Option<int> ThrottleLimit { get; } = Number("--throttle-limit", Texts.ThrottleOption, HealthCheckOptions.DefaultThrottleLimit, 1, 1024);

    public Option<bool> Quiet { get; } = Switch("--quiet", Texts.QuietOption, "-q");

    public Option<OutputFormat> Output { get; } = OutputFormats.Option();

    public override IEnumerable<Option> All =>
    [
        Repository, Check, ExcludeCheck, UserName, PasswordFromInput, PasswordDescriptor, TokenFromInput, TokenDescriptor, Anonymous, TenantId, ManagedIdentityClientId, Kubelet, PullSecret, NodeRoot, Cloud,
        CACertificate, IncludeResourceManager, VirtualNetwork, SampleImage, Force, WhatIf, ThrottleLimit, File, Output, Quiet, Verbose,
    ];

    protected override Argument Subjects => Registry;

    // A container image, for example, has no container client and no Helm to check.
    private static string[] ExcludedByDefault() => (Environment.GetEnvironmentVariable(ExcludeVariable) ?? string.Empty)
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Option<string[]> Names(string name, string description, params string[] standard)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "check", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => standard };
        option.CompletionSources.Add([.. Checks.CheckCatalog.All.Select(check => check.Name)]);
        return option;
    }

    // An option that does not exist would be taken for a registry, and no registry begins with a hyphen.
    private static Argument<string[]> Registries()
    {
        var argument = new Argument<string[]>("registries") { Description = Texts.RegistryArgument, Arity = ArgumentArity.ZeroOrMore };
        argument.Validators.Add(result =>
        {
            foreach (string unknown in result.Tokens.Select(token => token.Value).Where(value => value.Length > 1 && value[0] == '-'))
            {
                result.AddError(MessageFormat.Format(Texts.UnknownOption, unknown));
            }
        });
        return argument;
    }

    private static Option<string?> CloudOption()
    {
        Option<string?> option = Text("--cloud", Texts.CloudOption, "cloud");
        option.AcceptOnlyFromAmong(AzureCloud.PublicName, AzureCloud.ChinaName, AzureCloud.GovernmentName);
        return option;
    }
}
