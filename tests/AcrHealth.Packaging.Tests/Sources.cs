using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>Reads the sources of the repository.</summary>
internal static partial class Sources
{
    /// <summary>The folder of the repository.</summary>
    public static string Root => Path.TrimEndingDirectorySeparator(ModuleEngine.RepositoryRoot);

    /// <summary>The version, from where it is set.</summary>
    public static string Version => ModuleVersion().Match(File.ReadAllText(Path.Combine(ModuleEngine.RepositoryRoot, "AcrHealth.psd1"))).Groups[1].Value;

    public static string? NullIfEmpty(this string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex("ModuleVersion += '([^']+)'")]
    private static partial Regex ModuleVersion();
}
