using System.Text.Json;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Removes everything that a run created, and makes sure that it is gone.</summary>
/// <param name="kubectl">Changes the cluster.</param>
/// <param name="run">The run.</param>
/// <param name="options">The options of the cluster check.</param>
internal sealed class ClusterCleanup(Kubectl kubectl, string run, ClusterOptions options)
{
    // A missing permission will still be missing a second later.
    private const int MaximumRefusals = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private string[] Selected => [.. Kubectl.InNamespace(options.Namespace), NodePodManifest.SelectorOf(run)];

    /// <summary>The command that removes the remaining pods.</summary>
    public string Command => string.Join(' ', [Kubectl.Command, "delete", "pods", .. Selected, .. kubectl.Context is { } context ? (string[])[$"--context={context}"] : []]);

    /// <summary>Removes the pods of the run, even if the run was cancelled; stops when its time is up.</summary>
    /// <returns>Null if nothing is left; otherwise a message with the command that removes it.</returns>
    public async Task<string?> RunAsync()
    {
        using var deadline = new CancellationTokenSource(options.CleanUpTime);
        string reason = Strings.NodePodUnknown;
        int refusals = 0;
        while (!deadline.IsCancellationRequested && refusals < MaximumRefusals)
        {
            try
            {
                await kubectl.TextAsync(["delete", "pods", .. Selected, "--ignore-not-found", "--wait=false", "--now"], string.Empty, deadline.Token).ConfigureAwait(false);
                JsonElement left = await kubectl.GetAsync(["pods", .. Selected], deadline.Token).ConfigureAwait(false);

                // A pod that is being deleted needs no further request.
                if (!left.Items("items").Any(pod => pod.At("metadata", "deletionTimestamp") is null))
                {
                    return null;
                }
            }
            catch (KubectlException exception)
            {
                reason = exception.Message;
                refusals += exception.Failure is KubectlFailure.Forbidden or KubectlFailure.Unauthorized ? 1 : 0;
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.WhenAny(Task.Delay(Pause, deadline.Token)).ConfigureAwait(false);
        }

        return MessageFormat.Format(Strings.ClusterNotRemoved, reason, Command);
    }
}
