using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>Patterns for names that are never translated.</summary>
internal static class NamePattern
{
    public static WildcardPattern Of(string text) => new(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
}
