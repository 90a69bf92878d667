using System.Security.Cryptography.X509Certificates;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>What the caller asked for.</summary>
internal sealed record HealthCheckOptions
{
    public static readonly TimeSpan DefaultTimeout = FindingOptions.DefaultTimeout;

    public const string DefaultSampleImage = AzureCloud.DefaultSampleImage;

    /// <summary>How long one check may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How many registries are checked at once, unless the caller says otherwise.</summary>
    public const int DefaultThrottleLimit = 64;

    public bool StopOnFailure { get; init; }

    /// <summary>The image whose pull is checked; null for the registry alone.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>The repository that a test image is pushed to; null where none is.</summary>
    public string? PushTo { get; init; }

    public string SampleImage { get; init; } = DefaultSampleImage;

    /// <summary>Whether the caller named <see cref="SampleImage"/>, so that this very image has to be pulled.</summary>
    public bool SampleImageIsNamed { get; init; }

    /// <summary>Whether registries are checked; if not, this machine is all that the caller wants to know about.</summary>
    public bool ChecksRegistries { get; init; }

    /// <summary>The checks that were asked for by name; they tell even that their question does not arise.</summary>
    public IReadOnlySet<string> AskedFor { get; init; } = new HashSet<string>();

    /// <summary>Whether Azure Resource Manager is asked about each registry, and not only about those that are named by a resource id.</summary>
    public bool IncludeResourceManager { get; init; }

    /// <summary>The virtual network in which private endpoints are looked for, by name or resource id; null for any.</summary>
    public string? VirtualNetwork { get; init; }

    public SignInMethod SignIn { get; init; } = SignInMethod.Default;

    /// <summary>The directory under which the files of a node are; null for this machine's own.</summary>
    public string? NodeRoot { get; init; }

    /// <summary>How long a failed sign-in is told to all who ask before it is tried again.</summary>
    public TimeSpan FailedSignInCacheDuration { get; init; } = SharedSignIn.FailureCacheDuration;

    public CloudChoice Cloud { get; init; } = new(null, null);

    /// <summary>What commands in remedies repeat of this run's own command.</summary>
    public RunParameters RunParameters { get; init; } = new();

    /// <summary>The syntax of the commands of this product in texts: that of the front end that shows them.</summary>
    public ICommandSyntax CommandSyntax { get; init; } = PowerShellSyntax.Instance;

    /// <summary>The part of the options that texts of findings mention.</summary>
    public FindingOptions FindingOptions =>
        new() { Timeout = Timeout, Image = Image, SampleImage = SampleImage, RunParameters = RunParameters, CommandSyntax = CommandSyntax };

    /// <summary>Authorities that are trusted beside the system's.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; init; } = [];
}
