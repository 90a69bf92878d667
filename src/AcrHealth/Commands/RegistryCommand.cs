using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Completion;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Commands;

/// <summary>The parameters of the commands that check registries: the registries, the sign-in, the checks and the output.</summary>
public abstract class RegistryCommand : CancellableCmdlet
{
    internal const string EntraSet = "Entra";
    internal const string TokenSet = "AccessToken";
    internal const string CredentialSet = "Credential";
    internal const string AnonymousSet = "Anonymous";
    internal const string KubeletSet = "Kubelet";
    internal const string PullSecretSet = "PullSecret";

    private readonly SignInParameters _signInParameters = new();

    private protected RegistryCommand()
    {
    }

    /// <summary>
    /// The registries to check: names (contoso), login servers (contoso.azurecr.io, localhost:5000), Azure resource ids, or objects with a
    /// LoginServer property. Without any, only this machine is checked.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LoginServer", "Name", "RegistryName")]
    [ArgumentCompleter(typeof(RegistryCompleter))]
    [RegistryTransformation]
    public string[] Registry { get; set; } = [];

    /// <summary>The image whose pull is checked: a repository, which stands for its tag latest, repository:tag, or repository@digest.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Repository { get; set; }

    /// <summary>The user name and password of the registry's admin user, or of a repository-scoped token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential
    {
        get;
        set
        {
            _signInParameters.Add(nameof(Credential));
            field = value;
        }
    }

    /// <summary>An Entra token for Azure Container Registry or Azure Resource Manager, as Get-AzAccessToken returns it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    public SecureString? AccessToken
    {
        get;
        set
        {
            _signInParameters.Add(nameof(AccessToken));
            field = value;
        }
    }

    /// <summary>Checks without signing in, as a registry with anonymous pull allows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnonymousSet)]
    public SwitchParameter Anonymous
    {
        get;
        set
        {
            _signInParameters.Add(nameof(Anonymous));
            field = value;
        }
    }

    /// <summary>Signs in with the credential that this node's kubelet gets from its credential provider.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KubeletSet)]
    public SwitchParameter Kubelet
    {
        get;
        set
        {
            _signInParameters.Add(nameof(Kubelet));
            field = value;
        }
    }

    /// <summary>The pull secret of Kubernetes to sign in with: a file, or the JSON that kubectl get secret -o json prints.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PullSecretSet)]
    [PullSecretTransformation]
    [ValidateNotNullOrEmpty]
    public string? PullSecret
    {
        get;
        set
        {
            _signInParameters.Add(nameof(PullSecret));
            field = value;
        }
    }

    /// <summary>The directory under which the files of a Kubernetes node are mounted; this machine's own files if omitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NodeRoot { get; set; }

    /// <summary>The tenant to sign in to; the identity's own if omitted.</summary>
    [Parameter(ParameterSetName = EntraSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TenantId
    {
        get;
        set
        {
            _signInParameters.Add(nameof(TenantId));
            field = value;
        }
    }

    /// <summary>The client id of the user-assigned managed identity to sign in with; no other identity is used.</summary>
    [Parameter(ParameterSetName = EntraSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentityClientId
    {
        get;
        set
        {
            _signInParameters.Add(nameof(ManagedIdentityClientId));
            field = value;
        }
    }

    /// <summary>The cloud of the registries. By default that of AZURE_AUTHORITY_HOST, or of the login server's suffix, or AzureCloud.</summary>
    [Parameter]
    [ValidateSet(AzureCloud.PublicName, AzureCloud.ChinaName, AzureCloud.GovernmentName)]
    public string? Cloud { get; set; }

    /// <summary>Authorities to trust in addition to the system's: certificates, or paths of PEM or DER files.</summary>
    [Parameter]
    [CertificateTransformation]
    public X509Certificate2[] CACertificate { get; set; } = [];

    /// <summary>The checks to run; wildcards are allowed, and their prerequisites are run, too. All if omitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Check { get; set; } = ["*"];

    /// <summary>The checks not to run; wildcards are allowed. Checks that need one of them are skipped.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] ExcludeCheck { get; set; } = [];

    /// <summary>Also queries Azure Resource Manager for the registries' settings. Registries that are named by a resource id are queried in any case.</summary>
    [Parameter]
    public SwitchParameter IncludeResourceManager { get; set; }

    /// <summary>The virtual network, by name or resource id, to whose private endpoints the registries' names must resolve.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? VirtualNetwork { get; set; }

    /// <summary>The image that DockerPull pulls.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string SampleImage { get; set; } = HealthCheckOptions.DefaultSampleImage;

    /// <summary>Pulls the sample image, and pushes the test image of -PushTo, without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The number of registries that are checked at once, from 1 to 1024.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = HealthCheckOptions.DefaultThrottleLimit;

    /// <summary>Returns one Boolean: true if no check failed, and every registry could be checked.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Returns one object for each registry instead of its results, failing registries first.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Whether the parameter was given a value.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Ends the command because of an invalid argument.</summary>
    internal void Refuse(string message, string errorId, object target) =>
        ThrowTerminatingError(new(new ArgumentException(message), errorId, ErrorCategory.InvalidArgument, target));
}
