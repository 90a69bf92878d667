using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Finds the containers of a cluster that do not get their image, and explains each.</summary>
/// <param name="kubectl">Reads the cluster.</param>
/// <param name="options">The pods to read.</param>
/// <param name="verbose">Receives the steps.</param>
internal sealed class PullFailureFinder(Kubectl kubectl, PullFailureOptions options, Action<string> verbose)
{
    // A deployment with a broken image has as many failing pods as replicas; more failures than this have one cause, not ten thousand.
    private const int MaximumFailures = 5000;

    private const string Pods = "pods";

    private static readonly string[] NotEnded = ["--field-selector=status.phase!=Succeeded,status.phase!=Failed"];

    /// <summary>Writes a failure for each container, as soon as it is explained.</summary>
    /// <param name="write">Receives the failures.</param>
    /// <param name="failed">Receives the reason if a named pod could not be read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="KubectlException">The pods cannot be read.</exception>
    /// <returns>The number of pods that were read.</returns>
    public async Task<int> RunAsync(Action<PullFailure> write, Action<string, KubectlException> failed, CancellationToken cancellationToken)
    {
        using SessionSecrets secrets = SessionSecrets.Open(SignInMethod.Default.Protect);
        using IDisposable visit = secrets.Enter();
        IReadOnlyList<JsonElement> pods = await ReadPodsAsync(failed, cancellationToken).ConfigureAwait(false);
        FailingContainer[] failing = [.. pods.SelectMany(PodReader.FailingContainers).Take(MaximumFailures)];
        verbose($"{pods.Count} pods, {failing.Length} containers without their image");
        var podSecrets = new PodSecrets(kubectl, verbose);
        foreach (IGrouping<string, FailingContainer> space in failing.GroupBy(container => container.Namespace))
        {
            PodEvents events = await PodEvents.ReadAsync(
                kubectl, space.Key, exception => verbose($"{UntrustedText.Clean(space.Key)} events: {exception.Message}"), cancellationToken).ConfigureAwait(false);
            var explainer = new PullFailureExplainer(events, podSecrets, options.CommandSyntax);
            foreach (FailingContainer container in space)
            {
                write(await explainer.ExplainAsync(container, cancellationToken).ConfigureAwait(false));
            }
        }

        return pods.Count;
    }

    private string[] Where => options.AllNamespaces ? ["--all-namespaces"] : Kubectl.InNamespace(options.Namespace);

    private async Task<IReadOnlyList<JsonElement>> ReadPodsAsync(Action<string, KubectlException> failed, CancellationToken cancellationToken)
    {
        if (options.Names.Count == 0)
        {
            return [.. PodReader.PodsIn(await kubectl.GetAsync([Pods, .. Where, .. NotEnded], cancellationToken).ConfigureAwait(false))];
        }

        List<JsonElement> pods = [];
        foreach (string name in options.Names)
        {
            try
            {
                pods.Add(await kubectl.GetAsync([$"{Pods}/{name}", .. Where], cancellationToken).ConfigureAwait(false));
            }
            catch (KubectlException exception) when (exception.Failure is KubectlFailure.NotFound or KubectlFailure.Forbidden)
            {
                failed(name, exception);
            }
        }

        return pods;
    }
}
