using System.Net;
using AcrHealth.Details;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Programs;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>
/// Requests every permission on a repository at once and reads which of them the token grants, to know without pushing or deleting whether both are
/// allowed. The checks that use the permissions find out whether the registry honors them.
/// </summary>
internal sealed class RepositoryPermissions
{
    private const string Pull = "pull";
    private const string Push = "push";

    private static readonly string[] All = [Pull, Push, "metadata_write", "metadata_read", "delete"];

    private readonly CheckContext _context;
    private readonly string _repository;

    private RepositoryPermissions(CheckContext context, string repository)
    {
        _context = context;
        _repository = repository;
    }

    private IEnumerable<string> Needed => _repository == _context.Options.PushTo ? [Pull, Push] : [Pull];

    /// <summary>The permissions on the repository that the caller named; null if none was named, or the caller is anonymous, who may only pull.</summary>
    public static RepositoryPermissions? Of(CheckContext context) =>
        context.SignIn is not SignInMethod.Anonymous && (context.Options.Image?.Repository ?? context.Options.PushTo) is { } repository
            ? new(context, repository)
            : null;

    /// <summary>The result of the check that got a token for pulling; null if the registry does not say what it grants.</summary>
    /// <param name="access">The token for pulling, which later checks use. The token with every permission is dropped.</param>
    /// <param name="answer">The response that contained it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<CheckOutcome?> EvaluateAsync(RegistryAccess access, RegistryResponse answer, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? actions;
        try
        {
            actions = await GrantedAsync(access, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // The token for pulling was granted; other permissions are not known.
            return null;
        }

        if (actions is null)
        {
            return null;
        }

        string[] granted = [.. All.Where(action => AccessClaims.Allow(actions, action))];
        var detail = new PermissionsDetail(answer.ToDetail()) { Repository = _repository, Granted = granted, Missing = [.. All.Except(granted)] };
        string[] missing = [.. Needed.Except(granted)];
        return missing.Length == 0
            ? CheckOutcome.Passed(
                MessageFormat.Format(
                    detail.Missing.Count == 0 ? Strings.PermissionsComplete : Strings.PermissionsGranted, _repository, Shown(granted), Shown(detail.Missing)),
                detail)
            : Missing(detail, missing);
    }

    private async Task<IReadOnlyList<string>?> GrantedAsync(RegistryAccess access, CancellationToken cancellationToken)
    {
        if (access.ActionsOn(_repository) is not { } pulling)
        {
            return null;
        }

        RegistryResponse all = await SendAsync(access.Session, All, cancellationToken).ConfigureAwait(false);
        if (all.Status == HttpStatusCode.OK)
        {
            return RegistryAccess.FromAnswer(access.Session, all)?.ActionsOn(_repository);
        }

        if (all.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return null;
        }

        // Some token services refuse the whole request if they would not grant a part of it.
        List<string> granted = [.. pulling];
        foreach (string action in All.Except(pulling))
        {
            RegistryResponse answer = await SendAsync(access.Session, [action], cancellationToken).ConfigureAwait(false);
            if (RegistryAccess.FromAnswer(access.Session, answer)?.ActionsOn(_repository) is { } actions && AccessClaims.Allow(actions, action))
            {
                granted.Add(action);
            }
        }

        return granted;
    }

    private async Task<RegistryResponse> SendAsync(RegistrySession session, string[] actions, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = TokenRequest.For(session, _context.SignIn, $"repository:{_repository}:{string.Join(',', actions)}");
        return await session.Challenge.Client.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private CheckOutcome Missing(PermissionsDetail detail, string[] missing)
    {
        bool pushes = Needed.Contains(Push);
        return _context.Report(
            SignInFindings.PermissionsMissing,
            detail,
            ("granted", Shown(detail.Granted)),
            ("missing", Shown(missing)),
            ("repositoryName", _repository),
            ("objectId", CallerIdentity.Of(_context).ObjectId),
            ("role", pushes ? "AcrPush" : "AcrPull"),
            ("repositoryRole", pushes ? "Container Registry Repository Writer" : "Container Registry Repository Reader"),
            ("actions", new CommandLine(pushes ? "content/read content/write metadata/read" : "content/read metadata/read")));
    }

    private static string Shown(IReadOnlyList<string> actions) => actions.Count == 0 ? "-" : string.Join(", ", actions);
}
