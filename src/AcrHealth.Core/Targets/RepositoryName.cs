namespace AcrHealth.Targets;

/// <summary>What the distribution specification lets repositories be called.</summary>
internal static class RepositoryName
{
    private const int MaximumLength = 255;

    public static bool IsValid(string name) => name.Length is > 0 and <= MaximumLength && Array.TrueForAll(name.Split('/'), IsPart);

    private static bool IsPart(string part) =>
        part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && char.IsAsciiLetterOrDigit(part[^1])
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
