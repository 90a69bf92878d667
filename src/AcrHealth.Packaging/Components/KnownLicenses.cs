namespace AcrHealth.Packaging.Components;

/// <summary>The licenses under which others' software may ship here, each with its text in the folder Licenses.</summary>
internal static class KnownLicenses
{
    private const string Prefix = "Licenses/";

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(KnownLicenses).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>The text that an SPDX identifier stands for; null for a license that is not known here.</summary>
    public static string? TextOf(string name)
    {
        using Stream? stream = typeof(KnownLicenses).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim('\n');
    }
}
