using System.Text.Json;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Reads the pull secrets of pods and finds their problems. Each secret is read once; its content is not passed on.</summary>
/// <param name="kubectl">Reads the cluster.</param>
/// <param name="verbose">Receives the reason if a secret could not be read.</param>
internal sealed class PodSecrets(Kubectl kubectl, Action<string> verbose)
{
    private const int MaximumShownKeys = 3;

    private readonly Dictionary<string, (bool IsKnown, JsonElement? Secret)> _secrets = [];
    private readonly Dictionary<string, IReadOnlyList<JsonElement>> _all = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _accounts = [];

    /// <summary>Finds the problem with the pod's pull secrets; null if there is none, or it is not visible.</summary>
    /// <param name="container">The container.</param>
    /// <param name="image">Its image.</param>
    /// <param name="mayLack">Whether a secret that the pod does not name may be what it lacks.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<PullCause?> FindProblemAsync(FailingContainer container, ContainerImage image, bool mayLack, CancellationToken cancellationToken)
    {
        List<PullCause> problems = [];
        foreach (string name in container.PullSecrets)
        {
            (bool isKnown, JsonElement? secret) = await ReadAsync(container.Namespace, name, cancellationToken).ConfigureAwait(false);
            if (!isKnown)
            {
                continue;
            }

            if (ProblemOf(secret, name, image) is not { } problem)
            {
                return null;
            }

            problems.Add(secret is null ? await MissingAsync(container.Namespace, name, cancellationToken).ConfigureAwait(false) : problem);
        }

        // One secret for another registry is normal if the pod has more than one; it is the cause only if there is no other.
        return problems.Find(problem => problem.Finding != PodFindings.PodSecretOtherRegistry)
            ?? problems.FirstOrDefault()
            ?? (mayLack && container.PullSecrets.Count == 0 ? await NotReferencedAsync(container, image, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>The problem of a secret for an image; null if the kubelet can use it.</summary>
    private static PullCause? ProblemOf(JsonElement? secret, string name, ContainerImage image)
    {
        if (secret is null)
        {
            return new(PodFindings.PodSecretMissing, ("secret", name));
        }

        try
        {
            return ProblemOf(PullSecretReader.Read(secret.Value), name, image);
        }
        catch (PullSecretException exception)
        {
            return exception.Problem == PullSecretProblem.WrongType
                ? new(PodFindings.PodSecretWrongType, ("secret", name), ("type", exception.Message))
                : new(PodFindings.PodSecretUnreadable, ("secret", name), ("place", exception.Message));
        }
    }

    private static PullCause? ProblemOf(PullSecret secret, string name, ContainerImage image)
    {
        PullSecretLogin[] logins = [.. ImagePattern.InOrder(secret.Logins.Keys, $"{image.Registry}/{image.Path}").Select(key => secret.Logins[key]).Where(login => login.Password.Length > 0)];
        if (logins.Length == 0)
        {
            return new(PodFindings.PodSecretOtherRegistry, ("secret", name), ("keys", Keys(secret)));
        }

        DateTimeOffset?[] ends = [.. logins.Select(login => TokenClaims.Read(login.Password).ExpiresOn)];
        return Array.TrueForAll(ends, end => end <= DateTimeOffset.UtcNow) ? new(PodFindings.PodSecretExpired, ("secret", name), ("expires", ends[0])) : null;
    }

    private static string Keys(PullSecret secret) => secret.Logins.Count == 0
        ? Strings.PullSecretNoKeys
        : string.Join(", ", secret.Logins.Keys.Take(MaximumShownKeys).Select(key => UntrustedText.Clean(key)));

    private async Task<(bool IsKnown, JsonElement? Secret)> ReadAsync(string space, string name, CancellationToken cancellationToken)
    {
        string key = $"{space}/{name}";
        if (!_secrets.TryGetValue(key, out (bool IsKnown, JsonElement? Secret) read))
        {
            try
            {
                read = (true, await kubectl.TryGetAsync([$"secret/{name}", $"--namespace={space}"], cancellationToken).ConfigureAwait(false));
            }
            catch (KubectlException exception)
            {
                verbose($"{UntrustedText.Clean(key)}: {exception.Message}");
                read = (false, null);
            }

            _secrets[key] = read;
        }

        return read;
    }

    private async Task<PullCause> MissingAsync(string space, string name, CancellationToken cancellationToken)
    {
        JsonElement? others = await TryListAsync(["secrets", "--all-namespaces", $"--field-selector=metadata.name={name}"], cancellationToken).ConfigureAwait(false);
        string? other = others?.Items("items").Select(secret => secret.Text("metadata", "namespace")).FirstOrDefault(found => found is not null && found != space);
        return other is null ? new(PodFindings.PodSecretMissing, ("secret", name)) : new(PodFindings.PodSecretElsewhere, ("secret", name), ("other", other));
    }

    private async Task<PullCause?> NotReferencedAsync(FailingContainer container, ContainerImage image, CancellationToken cancellationToken)
    {
        foreach (JsonElement secret in await ReadAllAsync(container.Namespace, cancellationToken).ConfigureAwait(false))
        {
            if (secret.Text("metadata", "name") is { } name && ProblemOf(secret, name, image) is null)
            {
                IReadOnlyList<string> named = await AccountSecretsAsync(container, cancellationToken).ConfigureAwait(false);
                return new(named.Contains(name) ? PodFindings.PodSecretAddedLater : PodFindings.PodSecretNotReferenced, ("secret", name));
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<JsonElement>> ReadAllAsync(string space, CancellationToken cancellationToken)
    {
        if (!_all.TryGetValue(space, out IReadOnlyList<JsonElement>? secrets))
        {
            List<JsonElement> read = [];
            foreach (string type in PullSecretReader.Types)
            {
                JsonElement? list = await TryListAsync(["secrets", $"--namespace={space}", $"--field-selector=type={type}"], cancellationToken).ConfigureAwait(false);
                read.AddRange(list?.Items("items") ?? []);
            }

            _all[space] = secrets = read;
        }

        return secrets;
    }

    private async Task<IReadOnlyList<string>> AccountSecretsAsync(FailingContainer container, CancellationToken cancellationToken)
    {
        string key = $"{container.Namespace}/{container.ServiceAccount}";
        if (!_accounts.TryGetValue(key, out IReadOnlyList<string>? names))
        {
            JsonElement? account = await TryListAsync([$"serviceaccount/{container.ServiceAccount}", $"--namespace={container.Namespace}"], cancellationToken).ConfigureAwait(false);
            _accounts[key] = names = [.. account?.Items("imagePullSecrets").Select(secret => secret.Text("name")).OfType<string>() ?? []];
        }

        return names;
    }

    private async Task<JsonElement?> TryListAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await kubectl.GetAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlException exception)
        {
            verbose($"{UntrustedText.Clean(string.Join(' ', arguments))}: {exception.Message}");
            return null;
        }
    }
}
