using AcrHealth.Checks.Connection;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Node;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Pulls the image through the container runtime's socket, with the credential that the kubelet would attach. Changes the node, so it asks first.</summary>
internal sealed class ContainerdPullCheck : HealthCheck
{
    public const string CheckName = NodeCheckNames.ContainerdPull;

    private const int DetailLength = 2000;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Node;

    public override bool IsOfRegistry => true;

    public override IReadOnlyList<string> After => [CredentialProviderCheck.CheckName, PullSecretCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.ContainerdPull];

    public override string Description => Strings.ContainerdPullDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) =>
        !options.AskedFor.Contains(CheckName) ? MessageFormat.Format(Strings.ContainerdPullNotNamed, options.CommandSyntax.Parameter("Check"))
        : options.Image is null ? MessageFormat.Format(Strings.ContainerdPullNoImage, options.CommandSyntax.Parameter("Repository"))
        : null;

    public override async Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Target.Host is null)
        {
            return CheckOutcome.BlockedOn(LoginServerCheck.CheckName);
        }

        string image = ImageOf(context);
        var question = new Question(Strings.PullAction, image, MessageFormat.Format(Strings.ContainerdPullQuestion, image), Strings.PullCaption);
        return await context.ConfirmAsync(question, Strings.PullWhatIf, Strings.PullDeclined, Strings.PullCannotAsk, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var files = new NodeFiles(context.Options.NodeRoot);
        string image = ImageOf(context);
        string socket = files.At(SocketOf(context, files));
        NodeCredential? credential = CredentialOf(context);
        var detail = new ContainerdPullDetail { Image = image, Socket = socket, CredentialFrom = credential?.Source };
        if (!File.Exists(socket))
        {
            return context.Report(ContainerdFindings.ContainerdUnavailable, detail, ("socket", socket), ("reason", MessageFormat.Format(Strings.NodeFileMissing, socket)));
        }

        try
        {
            RuntimePull pull = await context.Session.NodeServices.PullAsync(socket, image, credential, cancellationToken).ConfigureAwait(false);
            return pull.Error is null
                ? CheckOutcome.Passed(MessageFormat.Format(Strings.ContainerdPulled, image, credential?.Source ?? Strings.NoCredential), detail)
                : pull.IsUnavailable
                ? context.Report(ContainerdFindings.ContainerdUnavailable, detail, ("socket", socket), ("reason", UntrustedText.Clean(pull.Error)))
                : Evaluate(context, pull.Error, detail);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !context.Scope.Token.IsCancellationRequested)
        {
            return context.Report(ContainerdFindings.ContainerdPullTimedOut, detail, ("imageName", image), ("longer", context.LongerTimeout));
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, string said, ContainerdPullDetail tried)
    {
        RuntimeError error = RuntimeErrorReader.Read(said, tried.Image);
        var detail = new ContainerdPullDetail
        {
            Image = tried.Image,
            Socket = tried.Socket,
            CredentialFrom = tried.CredentialFrom,
            FailedHost = error.Host,
            Cause = error.Cause.ToString(),
            Error = UntrustedText.CleanEnd(said, DetailLength),
        };
        Finding finding = error.IsMirror ? ContainerdFindings.ContainerdMirrorFailed
            : error.Cause == RuntimeErrorCause.NoCredential && context.OutcomeOf(CredentialProviderCheck.CheckName) is { Status: CheckStatus.Failed } ? ContainerdFindings.ContainerdProviderFailed
            : ContainerdFindings.OfPull(error.Cause);
        (string Name, object? Value)[] values =
        [
            ("imageName", tried.Image), ("failedHost", error.Host), ("reason", UntrustedText.CleanEnd(error.Evidence.Length == 0 ? said : error.Evidence, 300)), ("nextCheck", error.NextCheck),
        ];
        return context.Report(finding, detail, finding.Declared(values));
    }

    private static string ImageOf(CheckContext context) => $"{context.Target.Authority}/{context.Options.Image}";

    private static string SocketOf(CheckContext context, NodeFiles files)
    {
        try
        {
            return ContainerdSettings.Read(files, context.Session.NodeServices).Socket;
        }
        catch (ContainerdException)
        {
            // ContainerdConfiguration reports the problem; a containerd that runs with an earlier state of the file has the usual socket.
            return ContainerClient.DefaultSocket;
        }
    }

    // The kubelet prefers a pull secret to its provider's credential. A credential of the caller replaces both.
    private static NodeCredential? CredentialOf(CheckContext context) =>
        context.Find(PullSecretCheck.Credential)
        ?? (context.Options.SignIn switch
        {
            SignInMethod.Password { Credential: var given } => new NodeCredential(given.UserName, given.Password, "Credential"),
            SignInMethod.Anonymous => null,
            _ => context.Find(CredentialProviderCheck.Credential),
        });
}
