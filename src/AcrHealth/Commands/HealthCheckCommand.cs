using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Checks;
using AcrHealth.Completion;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Loading;
using AcrHealth.Network;
using AcrHealth.Nodes;
using AcrHealth.ResourceManager;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>A command that runs checks: says which, on what and as whom, and has what they tell told on the pipeline's thread.</summary>
public abstract class HealthCheckCommand : CancellableCmdlet
{
    private protected const string EntraSet = "Entra";

    private const string TokenSet = "AccessToken";
    private const string CredentialSet = "Credential";
    private const string AnonymousSet = "Anonymous";
    private const string KubeletSet = "Kubelet";
    private const string PullSecretSet = "PullSecret";

    // Whoever asks for all checks asks for none by its name.
    private const string Everything = "*";

    // A run that is waited for as long as it may take has to close what it opened, too.
    private static readonly TimeSpan ShutdownGrace = RunScope.ShutdownGrace + TimeSpan.FromMilliseconds(300);

    private readonly SignInWays _signInWays = new();
    private readonly HashSet<Task> _runs = [];
    private HealthCheckSession? _session;
    private readonly SeenTargets _seen = new();
    private FormatException? _badAuthority;
    private bool _anyRegistry;

    private protected HealthCheckCommand()
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
    [Parameter]
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
            _signInWays.Add(nameof(Credential));
            field = value;
        }
    }

    /// <summary>An Entra token for Azure Container Registry or Azure Resource Manager, as Get-AzAccessToken gives it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    public SecureString? AccessToken
    {
        get;
        set
        {
            _signInWays.Add(nameof(AccessToken));
            field = value;
        }
    }

    /// <summary>Signs in as nobody: what a registry with anonymous pull lets everybody do.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnonymousSet)]
    public SwitchParameter Anonymous
    {
        get;
        set
        {
            _signInWays.Add(nameof(Anonymous));
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
            _signInWays.Add(nameof(Kubelet));
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
            _signInWays.Add(nameof(PullSecret));
            field = value;
        }
    }

    /// <summary>The directory under which the files of a Kubernetes node are mounted; this machine's own files where it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NodeRoot { get; set; }

    /// <summary>The tenant to sign in to; the identity's own where it is left out.</summary>
    [Parameter(ParameterSetName = EntraSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TenantId
    {
        get;
        set
        {
            _signInWays.Add(nameof(TenantId));
            field = value;
        }
    }

    /// <summary>The client id of the user-assigned managed identity to sign in with, and no other.</summary>
    [Parameter(ParameterSetName = EntraSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentityClientId
    {
        get;
        set
        {
            _signInWays.Add(nameof(ManagedIdentityClientId));
            field = value;
        }
    }

    /// <summary>The cloud of the registries. By default that of AZURE_AUTHORITY_HOST, or of the login server's suffix, or AzureCloud.</summary>
    [Parameter]
    [ValidateSet(AzureCloud.PublicName, AzureCloud.ChinaName, AzureCloud.GovernmentName)]
    public string? Cloud { get; set; }

    /// <summary>Authorities to trust beside the system's: certificates, or paths of PEM or DER files.</summary>
    [Parameter]
    [CertificateTransformation]
    public X509Certificate2[] CACertificate { get; set; } = [];

    /// <summary>The checks to run; wildcards are allowed, and what they need is run, too. All where it is left out.</summary>
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

    /// <summary>Asks Azure Resource Manager, too, what the registries are set to. Registries that are named by a resource id are asked about anyway.</summary>
    [Parameter]
    public SwitchParameter IncludeResourceManager { get; set; }

    /// <summary>The virtual network, by name or resource id, whose private endpoints the registries' names have to lead to.</summary>
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

    /// <summary>How many registries are checked at once, from 1 to 1024.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = HealthCheckOptions.DefaultThrottleLimit;

    /// <summary>Gives one Boolean: true when no check failed, and every registry could be checked.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Gives one object for each registry instead of its results, failing registries first.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    private protected Mailbox Mailbox { get; } = new();

    private protected HealthCheckSession Session => _session!;

    /// <summary>The checks that are running, for the progress.</summary>
    private protected RunningChecks RunningChecks { get; } = new();

    /// <summary>Whether a check failed, or what was given could not be checked: -Quiet must not say that all is well.</summary>
    private protected bool AnyFailed { get; set; }

    /// <summary>Whether a check was made: what was only skipped says nothing about health.</summary>
    private protected bool AnyMade { get; set; }

    /// <summary>How long each check may take.</summary>
    private protected abstract TimeSpan CheckTimeout { get; }

    private protected virtual bool StopsOnFailure => false;

    /// <summary>How long a failed sign-in is told to all who ask before it is tried again.</summary>
    private protected virtual TimeSpan SignInStanding => SharedSignIn.Standing;

    /// <summary>The repository that a test image is pushed to; null for a command that changes no registry.</summary>
    private protected virtual string? PushRepository => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Quiet && Summary)
        {
            Refuse(Messages.QuietAndSummary, "QuietAndSummary", nameof(Summary));
        }

        _session = new(
            Options(),
            SelectChecks(),
            new PipelineEvents(Mailbox, this, Force, () => AnyFailed = true, RunningChecks),
            () => DependencyLoadContext.Create<IEntraTokenSource>("EntraTokenSource"),
            () => DependencyLoadContext.Create<IDnsExplainer>("DnsExplainer"),
            () => DependencyLoadContext.Create<IResourceManagerPipeline>("ResourceManagerPipeline"),
            () => DependencyLoadContext.Create<INodeServices>("NodeServices"));
        if (Has(ofRegistry: false))
        {
            Start(null);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Has(ofRegistry: true))
        {
            return;
        }

        if (!MyInvocation.ExpectingInput)
        {
            Expect(Registry.Length);
        }

        foreach (string registry in Registry)
        {
            if (Parse(registry) is not { } target)
            {
                NotChecked(registry);
                continue;
            }

            _anyRegistry = true;
            SeenRegistries.Add(target.DisplayName);
            if (!_seen.Add(target))
            {
                WriteVerbose(CheckOutcome.Format(Messages.GivenTwice, target.DisplayName));
                ExpectOneLess();
                continue;
            }

            Start(target);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Whichever way the command ends, the programs that checks started have ended by then, their connections are closed, and what they
            // pushed is deleted. What ignores its end, such as a dead share, is waited for no longer.
            Task ended = Task.WhenAll([.. _runs, _session?.DisposeAsync().AsTask() ?? Task.CompletedTask]);
            ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                .Wait(ShutdownGrace + (_session?.CleanUpTime ?? TimeSpan.Zero));
            Mailbox.Dispose();
        }
    }

    /// <summary>Begins with a registry, or with this machine where it is null.</summary>
    private protected abstract void Start(RegistryTarget? target);

    /// <summary>There are so many registries in all. Not told when the pipeline brings them.</summary>
    private protected virtual void Expect(int registries)
    {
    }

    /// <summary>One registry less is to be checked than was expected.</summary>
    private protected virtual void ExpectOneLess()
    {
    }

    /// <summary>Reports an error if nothing was checked, which must not pass for healthy.</summary>
    /// <param name="isResult">Whether the command's only answer is whether all is well, so that skipped checks are not seen.</param>
    private protected void ReportNothingChecked(bool isResult)
    {
        bool hasRegistryChecks = Has(ofRegistry: true);
        string? message = AnyFailed ? null
            : Session.Checks.Count == 0 ? Messages.EverythingExcluded
            : hasRegistryChecks && !_anyRegistry && MyInvocation.ExpectingInput ? Messages.EmptyPipeline
            : hasRegistryChecks && !_anyRegistry && !Has(ofRegistry: false) ? Messages.NothingToRun
            : isResult && !AnyMade ? Messages.AllSkipped
            : null;
        if (message is not null)
        {
            AnyFailed = true;
            WriteError(new(new InvalidOperationException(message), "NothingChecked", ErrorCategory.InvalidOperation, null));
        }
    }

    /// <summary>One of the names that were given is no registry.</summary>
    private protected virtual void NotChecked(string name)
    {
    }

    private protected abstract void ShowProgress();

    /// <summary>Works beside the pipeline, and then does what comes after that on its thread.</summary>
    private protected void RunBeside(Func<Task> work, Action ended)
    {
        Task run = Task.Run(work, CancellationToken.None);
        _runs.Add(run);
        run.ContinueWith(
            _ => Mailbox.Post(() =>
            {
                _runs.Remove(run);
                NoteFault(run);
                ended();
            }),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    /// <summary>Does on the pipeline's thread what is posted next, or shows how far things are.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected void Await()
    {
        try
        {
            Mailbox.DoNext(RunProgress.Interval, Cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        ShowProgress();
    }

    // A run that fell over has told nothing, and nothing must not pass for healthy.
    private void NoteFault(Task run)
    {
        if (run.Exception?.InnerException is { } fault)
        {
            AnyFailed = true;
            WriteError(new(new InvalidOperationException(UntrustedText.Clean(fault.Message), new CrashReport(fault)), "RunCrashed", ErrorCategory.NotSpecified, null));
        }
    }

    private bool SampleImageIsNamed => MyInvocation.BoundParameters.ContainsKey(nameof(SampleImage));

    private bool Has(bool ofRegistry) => Session.Checks.Any(check => check.IsOfRegistry == ofRegistry);

    private RegistryTarget? Parse(string registry)
    {
        using IDisposable secrets = Session.Secrets.Enter();
        SecretReader.ProtectUrl(registry);
        try
        {
            return UnnamedRegistry.ProblemOf(registry) is { } problem
                ? throw new FormatException(problem)
                : _badAuthority is null ? RegistryParser.Parse(registry, Session.Options.Cloud) : throw _badAuthority;
        }
        catch (FormatException exception)
        {
            AnyFailed = true;
            WriteError(new(exception, "InvalidRegistry", ErrorCategory.InvalidArgument, SecretVault.Conceal(registry)));
            return null;
        }
    }

    private HashSet<string> AskedFor() => !MyInvocation.BoundParameters.ContainsKey(nameof(Check))
        ? []
        : [.. CheckCatalog.All.Select(check => check.Name).Where(name => Array.Exists(Check, asked => asked != Everything && NamePattern.Of(asked).IsMatch(name)))];

    private IReadOnlyList<HealthCheck> SelectChecks()
    {
        foreach (string name in Check.Concat(ExcludeCheck))
        {
            if (!CheckCatalog.All.Any(check => NamePattern.Of(name).IsMatch(check.Name)))
            {
                Refuse(UnknownCheck.Message(name), UnknownCheck.ErrorId, name);
            }
        }

        WildcardPattern[] wanted = [.. Check.Select(NamePattern.Of)];
        WildcardPattern[] unwanted = [.. ExcludeCheck.Select(NamePattern.Of)];
        return CheckCatalog.Select(
            name => Array.Exists(wanted, pattern => pattern.IsMatch(name)), name => Array.Exists(unwanted, pattern => pattern.IsMatch(name)));
    }

    private HealthCheckOptions Options()
    {
        if (PushRepository is { } pushTo && !RepositoryName.IsValid(pushTo))
        {
            Refuse(CheckOutcome.Format(Messages.BadPushTo, pushTo), "InvalidPushTo", pushTo);
        }

        if (!ImageName.IsValid(SampleImage))
        {
            Refuse(CheckOutcome.Format(Messages.BadImage, SampleImage), "InvalidSampleImage", SampleImage);
        }

        if (VirtualNetwork is not null && !VirtualNetworkName.IsValid(VirtualNetwork))
        {
            Refuse(CheckOutcome.Format(Messages.BadVirtualNetwork, VirtualNetwork), "InvalidVirtualNetwork", VirtualNetwork);
        }

        var cloud = CloudChoice();
        return new()
        {
            Timeout = CheckTimeout,
            StopOnFailure = StopsOnFailure,
            SignInStanding = SignInStanding,
            Image = Image(),
            PushTo = PushRepository,
            SampleImage = SampleImageIsNamed ? SampleImage : cloud.SampleImageFor(Registry),
            SampleImageIsNamed = SampleImageIsNamed,
            ChecksRegistries = Registry.Length > 0 || MyInvocation.ExpectingInput,
            AskedFor = AskedFor(),
            IncludeResourceManager = IncludeResourceManager,
            VirtualNetwork = VirtualNetwork,
            SignIn = SignIn(),
            NodeRoot = NodeDirectory(),
            Cloud = cloud,
            RunParameters = RunParameters(),
            CertificateAuthorities = [.. CACertificate],
        };
    }

    private RunParameters RunParameters() => new()
    {
        Cloud = Cloud,
        CertificateFiles = [.. CACertificate.Select(CertificateTransformationAttribute.FileOf).Distinct()],
        UserName = Credential?.UserName,
        HasAccessToken = AccessToken is not null,
        IsAnonymous = Anonymous,
        TenantId = TenantId,
        ManagedIdentityClientId = ManagedIdentityClientId,
        IsKubelet = Kubelet,
        PullSecret = PullSecret is null ? null : PullSecretFile.IsContent(PullSecret) ? string.Empty : PullSecret,
        NodeRoot = NodeRoot,
    };

    private string? NodeDirectory()
    {
        string? directory = NodeRoot is null ? null : GetUnresolvedProviderPathFromPSPath(NodeRoot);
        if (directory is not null && !System.IO.Directory.Exists(directory))
        {
            Refuse(CheckOutcome.Format(Messages.BadNodeRoot, directory), "InvalidNodeRoot", NodeRoot!);
        }

        return directory;
    }

    private SignIn FromPullSecret()
    {
        try
        {
            return PullSecretFile.Read(PullSecret!, GetUnresolvedProviderPathFromPSPath);
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            Refuse(CheckOutcome.Format(Messages.PullSecretUnreadable, PullSecret, exception.Message), "PullSecretUnreadable", PullSecret!);
            throw;
        }
    }

    private ImageReference? Image()
    {
        try
        {
            return Repository is null ? null : ImageReference.Parse(Repository);
        }
        catch (FormatException exception)
        {
            Refuse(exception.Message, "InvalidRepository", Repository!);
            return null;
        }
    }

    private SignIn SignIn() => ParameterSetName switch
    {
        TokenSet => new SignIn.Token(new System.Net.NetworkCredential(string.Empty, AccessToken).Password, TenantId),
        CredentialSet => new SignIn.Password(new System.Net.NetworkCredential(Credential!.UserName, Credential.Password)),
        AnonymousSet => new SignIn.Anonymous(),
        KubeletSet => new SignIn.Kubelet(),
        PullSecretSet => FromPullSecret(),
        _ => new SignIn.Entra(TenantId, ManagedIdentityClientId),
    };

    private CloudChoice CloudChoice()
    {
        AzureCloud? named = Cloud is null ? null : AzureCloud.ByName(Cloud);
        string? authority = System.Environment.GetEnvironmentVariable(Targets.CloudChoice.AuthorityVariable);
        try
        {
            return Targets.CloudChoice.From(named, authority);
        }
        catch (FormatException exception)
        {
            // This machine's own checks do without; each registry gets the error.
            _badAuthority = new(CheckOutcome.Format(Messages.AuthorityVariable, exception.Message), exception);
            return new(named, null);
        }
    }

    private void Refuse(string message, string errorId, object target) =>
        ThrowTerminatingError(new(new ArgumentException(message), errorId, ErrorCategory.InvalidArgument, target));
}
