using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Gets the registry's credential as the kubelet does: from the program that its configuration names for the image.</summary>
internal sealed class CredentialProviderCheck : HealthCheck
{
    public const string CheckName = NodeCheckNames.CredentialProvider;

    /// <summary>The credential that the kubelet would attach to pulls from the registry.</summary>
    public static readonly CheckOutput<NodeCredential> Credential = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Node;

    public override bool IsOfRegistry => true;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.CredentialProvider];

    public override string Description => Strings.CredentialProviderDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var files = new NodeFiles(context.Options.NodeRoot);
        bool isWanted = context.Options.SignIn is SignInMethod.Kubelet;
        KubeletFlags flags = KubeletFlags.Find(files);
        if (context.Target.Host is null || (!isWanted && (!files.IsNode || !File.Exists(files.At(flags.Configuration)))))
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.NodeFileMissing, files.At(flags.Configuration)));
        }

        if (!File.Exists(files.At(flags.Configuration)))
        {
            return context.Report(NodeFindings.ProviderConfigurationMissing, null, ("file", files.At(flags.Configuration)));
        }

        string image = CredentialJudge.ImageOf(context);
        try
        {
            IReadOnlyList<ProviderConfiguration> providers = ProviderConfiguration.Read(context.Session.NodeServices.ReadYaml(files.Read(flags.Configuration)));
            var detail = new NodeCredentialDetail { Source = flags.Configuration, Patterns = [.. providers.SelectMany(provider => provider.MatchImages)] };
            if (providers.FirstOrDefault(provider => provider.MatchImages.Any(pattern => ImagePattern.Matches(pattern, image))) is { } provider)
            {
                return provider.NeedsServiceAccount
                    ? context.Report(NodeFindings.ProviderNeedsServiceAccount, detail, ("program", provider.Name), ("file", flags.Configuration))
                    : await new ProviderRun(context, files, flags, provider, image).RunAsync(cancellationToken).ConfigureAwait(false);
            }

            // The kubelet then pulls without a credential. For a registry outside Azure this is expected.
            return isWanted || context.Target.Cloud is not null
                ? context.Report(
                    NodeFindings.ProviderDoesNotMatch, detail, ("imageName", image), ("file", flags.Configuration), ("patterns", UntrustedText.Clean(string.Join(", ", detail.Patterns), 200)))
                : CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ProviderNotForRegistry, context.Target.Authority));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return context.Report(NodeFindings.ProviderConfigurationInvalid, null, ("file", files.At(flags.Configuration)), ("reason", UntrustedText.Clean(exception.Message, 200)));
        }
    }
}
