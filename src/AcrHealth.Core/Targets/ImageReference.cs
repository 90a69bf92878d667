using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Targets;

/// <summary>An image in a registry: its repository, and its tag or digest there.</summary>
/// <param name="Repository">The repository's name.</param>
/// <param name="Reference">The tag, or the digest.</param>
internal sealed record ImageReference(string Repository, string Reference)
{
    private const string DefaultTag = "latest";
    private const int MaximumTagLength = 128;
    private const int ShownLength = 100;

    public bool IsByDigest => Reference.Contains(':', StringComparison.Ordinal);

    /// <summary>Reads <c>repository</c>, which stands for its tag latest, <c>repository:tag</c> or <c>repository@digest</c>.</summary>
    /// <exception cref="FormatException">The text is none of these; the message says why, and what to write.</exception>
    public static ImageReference Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string before = at < 0 ? text : text[..at];
        int colon = before.IndexOf(':', before.LastIndexOf('/') + 1);
        string repository = colon < 0 ? before : before[..colon];
        CheckRepository(text, repository);
        if (at >= 0)
        {
            string digest = text[(at + 1)..];
            return colon >= 0 ? throw Problem(Strings.ImageTagAndDigest, text)
                : ContentDigest.IsValid(digest) ? new(repository, digest)
                : throw Problem(Strings.ImageBadDigest, text, digest);
        }

        string tag = colon < 0 ? DefaultTag : before[(colon + 1)..];
        return IsTag(tag) ? new(repository, tag) : throw Problem(Strings.ImageBadTag, text, tag);
    }

    public override string ToString() => IsByDigest ? $"{Repository}@{Reference}" : $"{Repository}:{Reference}";

    private static void CheckRepository(string text, string repository)
    {
        string first = repository.Split('/')[0];
        if (repository.Contains('/', StringComparison.Ordinal) && (first.Contains(':', StringComparison.Ordinal) || AzureCloud.ByLoginServer(first) is not null))
        {
            throw Problem(Strings.ImageWithLoginServer, text, first);
        }

        if (!RepositoryName.IsValid(repository))
        {
            throw Problem(Strings.BadRepository, repository);
        }
    }

    /// <summary>Returns whether the distribution specification allows a tag.</summary>
    public static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaximumTagLength && tag[0] is not ('.' or '-') && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static FormatException Problem(string format, params string[] arguments) =>
        new(MessageFormat.Format(format, [.. arguments.Select(argument => UntrustedText.Clean(argument, ShownLength))]));
}
