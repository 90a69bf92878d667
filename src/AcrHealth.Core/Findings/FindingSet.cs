using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of one area, with the resources that have their texts: a message by the finding's name, and its remedies, one a line.</summary>
/// <param name="area">The name of the class that declares the findings, and of its resources.</param>
internal sealed class FindingSet(string area)
{
    /// <summary>The suffix after the finding's name in the key of its remedies.</summary>
    public const string RemediesSuffix = "_Remedies";

    private readonly System.Resources.ResourceManager _texts = new($"AcrHealth.Resources.{area}", typeof(FindingSet).Assembly);
    private readonly List<Finding> _findings = [];

    /// <summary>The findings in the order of their declaration.</summary>
    public IReadOnlyList<Finding> All => _findings;

    /// <summary>Declares a cause for which a check fails.</summary>
    /// <param name="errorCode">The documented code; null if each check that finds it gives its own.</param>
    /// <param name="values">The names of the values that the texts may contain.</param>
    /// <param name="name">The finding's name: that of the declaring member.</param>
    public Finding Failed(ErrorCode? errorCode, string[]? values = null, [CallerMemberName] string name = "") =>
        Add(new(this, name, CheckStatus.Failed, errorCode, values ?? []));

    /// <summary>Declares a cause for which a check warns.</summary>
    /// <param name="errorCode">The documented code; null if there is none.</param>
    /// <param name="values">The names of the values that the texts may contain.</param>
    /// <param name="name">The finding's name: that of the declaring member.</param>
    public Finding Warning(ErrorCode? errorCode = null, string[]? values = null, [CallerMemberName] string name = "") =>
        Add(new(this, name, CheckStatus.Warning, errorCode, values ?? []));

    /// <summary>The text in the current language.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text by that key.</exception>
    public string Text(string key) =>
        _texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"{area}: {key}");

    private Finding Add(Finding finding)
    {
        _findings.Add(finding);
        return finding;
    }
}
