using AcrHealth.Diagnosis.Node;
using AcrHealth.Findings;
using AcrHealth.Nodes;
using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Explains why a container does not get its image: from the runtime's message, and from the pull secrets of the pod.</summary>
/// <param name="events">The events of the namespace.</param>
/// <param name="secrets">Reads pull secrets.</param>
/// <param name="syntax">The syntax of the commands of this product in remedies.</param>
internal sealed class PullFailureExplainer(PodEvents events, PodSecrets secrets, ICommandSyntax syntax)
{
    private const int EvidenceLength = 1000;

    /// <summary>Explains a failure.</summary>
    public async Task<PullFailure> ExplainAsync(FailingContainer container, CancellationToken cancellationToken)
    {
        (RuntimeError error, string words) = Read(container);
        ContainerImage? image = ContainerImage.Parse(container.Image);
        PullCause cause = PullCause.Of(error, container);
        if (image is not null && RuntimeCauses.MayBeTheSecret(error.Cause) && !error.IsMirror)
        {
            cause = await secrets.FindProblemAsync(container, image, RuntimeCauses.MayLackCredential(error), cancellationToken).ConfigureAwait(false) ?? cause;
        }

        RegistryTarget? target = image is null ? null : RegistryParser.TryParse(image.Registry, new(null, null));
        ImageReference? reference = target is null ? null : ReferenceOf(image!);
        var text = new FindingText(target, new() { Image = reference, CommandSyntax = syntax });
        (string Name, object? Value)[] values = [.. Values(container, image, error, reference, cause).Where(value => cause.Finding.Values.Contains(value.Name) || value.Name == "image")];
        return new()
        {
            Namespace = container.Namespace,
            Pod = container.Pod,
            Container = container.Container,
            Image = container.Image,
            Registry = target?.DisplayName,
            Repository = target is null ? null : reference?.ToString(),
            Node = container.Node,
            Cause = cause.Finding.Name,
            ErrorCode = cause.Finding.ErrorCode?.Name,
            Message = text.Message(cause.Finding, values),
            Evidence = UntrustedText.Clean(words, EvidenceLength),
            NextCheck = cause.IsOfSecret ? null : error.NextCheck,
            Remediation = text.Remedies(cause.Finding, values),
            OwnerKind = container.OwnerKind,
            OwnerName = container.OwnerName,
        };
    }

    // The status has the message until the kubelet backs off; the events keep it for an hour.
    private (RuntimeError Error, string Words) Read(FailingContainer container)
    {
        (RuntimeError Error, string Words)? vague = null;
        foreach (string words in (string[])[container.Words, .. events.AboutPull(container), container.Reason])
        {
            RuntimeError error = RuntimeErrorReader.Read(words, container.Image);
            if (error.Cause is not (RuntimeErrorCause.Unknown or RuntimeErrorCause.BackOff))
            {
                return (error, words);
            }

            // An unknown message is more useful than "back-off".
            bool says = error.Cause == RuntimeErrorCause.Unknown && words.Length > 0 && words != container.Reason && !words.StartsWith("Error: ", StringComparison.Ordinal);
            vague = vague is null || (says && vague.Value.Error.Cause == RuntimeErrorCause.BackOff) ? (error, words) : vague;
        }

        return vague!.Value;
    }

    private static IEnumerable<(string Name, object? Value)> Values(FailingContainer container, ContainerImage? image, RuntimeError error, ImageReference? reference, PullCause cause) =>
    [
        ("pod", container.Pod),
        ("container", container.Container),
        ("namespace", container.Namespace),
        ("account", container.ServiceAccount),
        ("node", container.Node ?? Strings.PodNoNode),
        ("image", container.Image.Length > 0 ? container.Image : "?"),
        ("name", reference?.ToString()),
        ("selector", container.Node is null ? null : $"kubernetes.io/hostname={container.Node}"),
        ("failedHost", error.Host.Length > 0 ? error.Host : image?.Registry ?? "?"),
        ("evidence", error.Evidence.Length > 0 ? error.Evidence : container.Words.Length > 0 ? UntrustedText.Clean(container.Words) : container.Reason),
        .. cause.Values,
    ];

    private static ImageReference? ReferenceOf(ContainerImage image)
    {
        try
        {
            return ImageReference.Parse(image.Repository);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
