using System.Security.Cryptography.X509Certificates;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>The options of the caller.</summary>
internal sealed record HealthCheckOptions
{
    public static readonly TimeSpan DefaultTimeout = FindingOptions.DefaultTimeout;

    public const string DefaultSampleImage = AzureCloud.DefaultSampleImage;

    /// <summary>The timeout of one check.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The default number of registries that are checked at once.</summary>
    public const int DefaultThrottleLimit = 64;

    public bool StopOnFailure { get; init; }

    /// <summary>The image whose pull is checked; null for the registry alone.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>The repository to which a test image is pushed; null if none is pushed.</summary>
    public string? PushTo { get; init; }

    public string SampleImage { get; init; } = DefaultSampleImage;

    /// <summary>Whether the caller named <see cref="SampleImage"/>, so that exactly this image has to be pulled.</summary>
    public bool SampleImageIsNamed { get; init; }

    /// <summary>Whether registries are checked; if not, only this machine is.</summary>
    public bool ChecksRegistries { get; init; }

    /// <summary>The checks that the caller selected by name; they have a result even if they do not apply.</summary>
    public IReadOnlySet<string> AskedFor { get; init; } = new HashSet<string>();

    /// <summary>Whether Azure Resource Manager is queried for each registry, not only for those that are given as a resource id.</summary>
    public bool IncludeResourceManager { get; init; }

    /// <summary>The virtual network that is searched for private endpoints, by name or resource id; null for any.</summary>
    public string? VirtualNetwork { get; init; }

    public SignInMethod SignIn { get; init; } = SignInMethod.Default;

    /// <summary>The root directory of a node's files; null for this machine's own.</summary>
    public string? NodeRoot { get; init; }

    /// <summary>The time for which a failed sign-in is returned to all callers before it is tried again.</summary>
    public TimeSpan FailedSignInCacheDuration { get; init; } = SharedSignIn.FailureCacheDuration;

    public CloudChoice Cloud { get; init; } = new(null, null);

    /// <summary>The parameters of this run that commands in remedies repeat.</summary>
    public RunParameters RunParameters { get; init; } = new();

    /// <summary>The syntax of this product's commands in texts: that of the front end that shows the texts.</summary>
    public ICommandSyntax CommandSyntax { get; init; } = PowerShellSyntax.Instance;

    /// <summary>The part of the options that the texts of findings use.</summary>
    public FindingOptions FindingOptions =>
        new() { Timeout = Timeout, Image = Image, SampleImage = SampleImage, RunParameters = RunParameters, CommandSyntax = CommandSyntax };

    /// <summary>The certificate authorities that are trusted besides the system's.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; init; } = [];
}
