using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Findings;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Converts the options of the command line to those of Core.</summary>
internal static class OptionReader
{
    /// <exception cref="UsageException">An option is invalid.</exception>
    public static HealthCheckOptions Read(RegistryOptions options, ParseResult given)
    {
        string? pushTo = options is TestOptions test ? given.GetValue(test.PushTo) : null;
        string? network = given.GetValue(options.VirtualNetwork);
        CloudChoice cloud = Clouds(given.GetValue(options.Cloud));
        string[] registries = given.GetValue(options.Registry) ?? [];
        bool isNamed = given.GetResult(options.SampleImage) is { Implicit: false };
        string sample = isNamed ? given.GetValue(options.SampleImage)! : cloud.SampleImageFor(registries);
        Require(pushTo is null || RepositoryName.IsValid(pushTo), Texts.BadPushTo, pushTo);
        Require(network is null || VirtualNetworkName.IsValid(network), Texts.BadVirtualNetwork, network);
        Require(ImageName.IsValid(sample), Texts.BadImage, sample);
        return new()
        {
            Timeout = TimeoutOf(options, given),
            StopOnFailure = options is TestOptions stopping && given.GetValue(stopping.StopOnFailure),
            Image = Image(given.GetValue(options.Repository)),
            PushTo = pushTo,
            SampleImage = sample,
            SampleImageIsNamed = isNamed,
            ChecksRegistries = registries.Length > 0 || given.GetValue(options.File) is not null,
            AskedFor = CheckNames.Named(given.GetValue(options.Check)!),
            IncludeResourceManager = given.GetValue(options.IncludeResourceManager),
            VirtualNetwork = network,
            SignIn = SignInReader.Read(options, given),
            NodeRoot = NodeRoot(given.GetValue(options.NodeRoot)),
            Cloud = cloud,
            CommandSyntax = CommandLineSyntax.Instance,
            RunParameters = Carried(options, given),
            CertificateAuthorities = CertificateReader.Read(given.GetValue(options.CACertificate)!),
        };
    }

    private static TimeSpan TimeoutOf(RegistryOptions options, ParseResult given) => TimeSpan.FromSeconds(options switch
    {
        WaitOptions wait => Math.Min(given.GetValue(wait.CheckTimeoutSeconds), given.GetValue(wait.TimeoutSeconds)),
        TestOptions test => given.GetValue(test.TimeoutSeconds),
        _ => HealthCheckOptions.DefaultTimeout.TotalSeconds,
    });

    private static ImageReference? Image(string? text)
    {
        try
        {
            return text is null ? null : ImageReference.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static CloudChoice Clouds(string? name)
    {
        string? authority = Environment.GetEnvironmentVariable(CloudChoice.AuthorityVariable);
        try
        {
            return CloudChoice.From(name is null ? null : AzureCloud.ByName(name), authority);
        }
        catch (FormatException exception)
        {
            throw new UsageException(MessageFormat.Format(Texts.BadAuthority, exception.Message));
        }
    }

    private static RunParameters Carried(RegistryOptions options, ParseResult given) => new()
    {
        Cloud = given.GetValue(options.Cloud),
        CertificateFiles = given.GetValue(options.CACertificate)!,
        UserName = given.GetValue(options.UserName),
        HasAccessToken = given.GetValue(options.TokenFromInput) || given.GetValue(options.TokenDescriptor) is not null,
        IsAnonymous = given.GetValue(options.Anonymous),
        TenantId = given.GetValue(options.TenantId),
        ManagedIdentityClientId = given.GetValue(options.ManagedIdentityClientId),
        IsKubelet = given.GetValue(options.Kubelet),
        PullSecret = given.GetValue(options.PullSecret) is { } secret ? (secret == PullSecretReader.Input ? secret : RemedyCommands.Path(secret, "file")) : null,
        NodeRoot = given.GetValue(options.NodeRoot),
    };

    private static string? NodeRoot(string? directory)
    {
        Require(directory is null || Directory.Exists(directory), Texts.BadNodeRoot, directory);
        return directory is null ? null : Path.GetFullPath(directory);
    }

    private static void Require(bool isValid, string format, string? text)
    {
        if (!isValid)
        {
            throw new UsageException(MessageFormat.Format(format, text));
        }
    }
}
