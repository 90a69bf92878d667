using System.Globalization;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Network.Proxies;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>
/// Finds, among the sources of identities that failed, the one that was meant to work, and reports why it did not: first a refusal by Microsoft Entra ID,
/// then a source that is configured, then a tool that is installed.
/// </summary>
internal sealed class SignInDiagnosis(CheckContext context, EntraTokenRequest request, CredentialDetail detail)
{
    private const int MessageLength = 300;
    private const int ReasonLength = 150;

    // The tool that most people sign in with comes first.
    private static readonly string[] Tools = [SignInSource.AzureCli, SignInSource.AzurePowerShell, SignInSource.AzureDeveloperCli];

    public CheckOutcome Report(EntraSignInException exception)
    {
        IReadOnlyList<SignInSourceFailure> attempts = exception.Attempts;
        SignInSourceFailure? identity = Of(attempts, SignInSource.ManagedIdentity);
        return Settings()
            ?? FirstOf(attempts, Refused)
            ?? FirstOf(attempts.Where(attempt => attempt.TimedOut), Unfinished)
            ?? FirstOf(attempts.Where(attempt => attempt != identity && !attempt.IsUnavailable), Unreachable)
            ?? FirstOf(attempts.Where(attempt => attempt != identity && !attempt.IsUnavailable), Failing)
            ?? (identity is not null && (ManagedIdentityFailure.IsMeant(request) || Several(identity)) ? ManagedIdentityFailure.Report(context, request, identity, detail) : null)
            ?? Files(attempts)
            ?? FirstOf(attempts.Where(attempt => attempt.Source is SignInSource.EnvironmentVariables or SignInSource.WorkloadIdentity && !attempt.IsUnavailable), Failed)
            ?? Incomplete()
            ?? FirstOf(ToolsOf(attempts), Broken)
            ?? Sudo(attempts)
            ?? FirstOf(ToolsOf(attempts).Where(TokenProgramFailure.IsNotSignedIn), attempt => NotSignedIn(attempt, attempts))
            ?? (identity is not null && ManagedIdentityFailure.HasAnswered(identity) ? ManagedIdentityFailure.Report(context, request, identity, detail) : null)
            ?? FirstOf(attempts.Where(attempt => !attempt.IsUnavailable && attempt.Program is null && attempt != identity), Failed)
            ?? (attempts.Count > 0 || exception.Message.Length == 0
                ? context.Report(SignInFindings.NoIdentity, detail)
                : Failed(new(SignInSource.EnvironmentVariables, UntrustedText.Clean(exception.Message))));
    }

    /// <summary>The outcome if the sign-in timed out and the source is not known.</summary>
    public CheckOutcome TimedOut() => TimedOut(SignInSource.EnvironmentVariables, null);

    private static CheckOutcome? FirstOf(IEnumerable<SignInSourceFailure> attempts, Func<SignInSourceFailure, CheckOutcome?> report) =>
        attempts.Select(report).FirstOrDefault(outcome => outcome is not null);

    private static SignInSourceFailure? Of(IEnumerable<SignInSourceFailure> attempts, string source) => attempts.FirstOrDefault(attempt => attempt.Source == source);

    private static IEnumerable<SignInSourceFailure> ToolsOf(IEnumerable<SignInSourceFailure> attempts) =>
        attempts.Where(attempt => Tools.Contains(attempt.Source)).OrderBy(attempt => Array.IndexOf(Tools, attempt.Source));

    private static bool Several(SignInSourceFailure identity) => !identity.IsUnavailable && identity.Host is null;

    private CheckOutcome? Refused(SignInSourceFailure attempt) =>
        AadstsError.Find($"{attempt.Program?.Error} {attempt.Message}") is { } error ? new EntraRefusal(attempt, error, request).Report(context, detail) : null;

    private CheckOutcome? Failing(SignInSourceFailure attempt) => attempt.Status is >= 500
        ? context.Report(
            SignInFindings.SignInServiceFailing, detail, ("source", SignInSource.Display(attempt.Source)), ("code", string.Create(CultureInfo.InvariantCulture, $"HTTP {attempt.Status}")))
        : null;

    private CheckOutcome? Unreachable(SignInSourceFailure attempt)
    {
        if ((attempt.Host ?? TokenProgramFailure.HostOf(attempt, request.AuthorityHost)) is not { } host)
        {
            return null;
        }

        string source = SignInSource.Display(attempt.Source);
        Uri? proxy = ProxySettings.UsableFor(request.AuthorityHost);
        return host.Problem switch
        {
            SignInHostProblem.NameNotFound => context.Report(
                SignInFindings.SignInHostNotFound, detail, ("source", source), ("host", host.Host), ("reason", host.Reason)),
            SignInHostProblem.Untrusted => context.Report(
                SignInFindings.SignInHostUntrusted, detail, ("source", source), ("host", host.Host), ("reason", host.Reason)),
            SignInHostProblem.NoAuthorities => context.Report(
                SignInFindings.SignInHostWithoutAuthorities,
                detail,
                ("source", source),
                ("host", host.Host),
                ("installAuthorities", SystemCommands.InstallAuthorities)),
            _ when proxy is not null => context.Report(
                SignInFindings.SignInProxyFailed,
                detail,
                ("source", source),
                ("host", host.Host),
                ("proxy", ProxySettings.Display(proxy)),
                ("variable", ProxySettings.Variable ?? "-"),
                ("reason", host.Reason)),
            _ => context.Report(SignInFindings.SignInHostUnreachable, detail, ("source", source), ("host", host.Host), ("reason", host.Reason)),
        };
    }

    private CheckOutcome Unfinished(SignInSourceFailure attempt)
    {
        string reason = MessageFormat.Format(Strings.NoAnswerWithin, context.Options.Timeout.TotalSeconds);
        return attempt.Source == SignInSource.ManagedIdentity
            ? ManagedIdentityFailure.Report(
                context, request, attempt with { Host = new(IdentityVariables.ManagedIdentityEndpoint.Host, SignInHostProblem.Unreachable, reason) }, detail)
            : TimedOut(attempt.Source, attempt.Host?.Host);
    }

    private CheckOutcome TimedOut(string source, string? host) => context.Report(
        SignInFindings.SignInTimedOut, detail, ("source", SignInSource.Display(source)), ("host", host ?? request.AuthorityHost.Host));

    private CheckOutcome? Settings()
    {
        if (IdentityVariables.Value(IdentityVariables.TokenCredentials) is { } choice && request.ManagedIdentityClientId is null && !IdentityVariables.IsKnownChoice(choice))
        {
            return context.Report(SignInFindings.TokenCredentialsVariableInvalid, detail, ("value", UntrustedText.Clean(choice, 100)));
        }

        if (request.TenantId is { } tenant && !IdentityVariables.IsTenant(tenant))
        {
            return context.Report(
                SignInFindings.TenantIdInvalid, detail, ("tenant", UntrustedText.Clean(tenant, 100)), ("origin", context.Options.CommandSyntax.Parameter("TenantId")));
        }

        return request.ManagedIdentityClientId is null && IdentityVariables.Value(IdentityVariables.Tenant) is { } variable && !IdentityVariables.IsTenant(variable)
            ? context.Report(SignInFindings.TenantIdInvalid, detail, ("tenant", UntrustedText.Clean(variable, 100)), ("origin", IdentityVariables.Tenant))
            : null;
    }

    private CheckOutcome? Files(IReadOnlyList<SignInSourceFailure> attempts)
    {
        if (Of(attempts, SignInSource.EnvironmentVariables) is { } variables
            && IdentityVariables.Value(IdentityVariables.Secret) is null
            && IdentityVariables.Value(IdentityVariables.Certificate) is { } certificate
            && (IdentityVariables.Unusable(certificate) ?? (variables.IsUnavailable ? null : UntrustedText.Clean(variables.Message, ReasonLength))) is { } reason)
        {
            return context.Report(SignInFindings.ClientCertificateUnusable, detail, ("file", certificate), ("reason", reason));
        }

        return Of(attempts, SignInSource.WorkloadIdentity) is not null
            && IdentityVariables.Value(IdentityVariables.FederatedToken) is { } token && IdentityVariables.Unusable(token) is { } unusable
            ? context.Report(SignInFindings.FederatedTokenFileUnusable, detail, ("file", token), ("reason", unusable))
            : null;
    }

    private CheckOutcome? Incomplete() => request.ManagedIdentityClientId is null && IdentityVariables.Incomplete() is { } variables
        ? context.Report(SignInFindings.IdentityVariablesIncomplete, detail, ("present", variables.Present), ("missing", variables.Missing))
        : null;

    private CheckOutcome? Broken(SignInSourceFailure attempt)
    {
        if (TokenProgramFailure.IsNotInstalled(attempt) || TokenProgramFailure.IsNotSignedIn(attempt))
        {
            return null;
        }

        if (attempt.Program!.TimedOut)
        {
            return ProgramTimedOut(attempt);
        }

        return Unreachable(attempt) ?? context.Report(
            SignInFindings.SignInProgramFailed,
            detail,
            ("source", SignInSource.Display(attempt.Source)),
            ("program", TokenProgramFailure.Command(attempt)),
            ("reason", TokenProgramFailure.Reason(attempt.Program)),
            ("update", SignInSource.UpdateCommand(attempt.Source) is { } update ? new CommandLine(update) : null));
    }

    private CheckOutcome ProgramTimedOut(SignInSourceFailure attempt) => context.Report(
        SignInFindings.SignInProgramTimedOut, detail, ("source", SignInSource.Display(attempt.Source)), ("program", TokenProgramFailure.Command(attempt)));

    private CheckOutcome? Sudo(IReadOnlyList<SignInSourceFailure> attempts) =>
        SudoSession.Find() is { } sudo && ToolsOf(attempts).FirstOrDefault(TokenProgramFailure.IsNotSignedIn) is { } tool
            ? context.Report(
                SignInFindings.SudoHidesSignIn, detail, ("sudoUser", sudo.User), ("home", sudo.Home), ("source", SignInSource.Display(tool.Source)))
            : null;

    private CheckOutcome NotSignedIn(SignInSourceFailure attempt, IReadOnlyList<SignInSourceFailure> attempts) => context.Report(
        SignInFindings.NotSignedIn,
        detail,
        ("source", SignInSource.Display(attempt.Source)),
        ("signIn", new CommandLine(SignInSource.SignInCommand(attempt.Source, request.TenantId)!)),
        ("others", attempts.Count - 1));

    private CheckOutcome Failed(SignInSourceFailure attempt) => context.Report(
        SignInFindings.SignInFailed,
        detail,
        ("source", SignInSource.Display(attempt.Source)),
        ("detail", UntrustedText.Clean(attempt.Message, MessageLength)),
        ("authority", request.AuthorityHost.Host));
}
