using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>Reads results that have been through serialization.</summary>
internal static class DnsRecords
{
    /// <summary>A property of what the DNS server said; null where it said nothing.</summary>
    public static object? Explained(CheckResult dns, string property) =>
        dns.DetailOf("Explanation") is { } explanation ? PSObject.AsPSObject(explanation).Properties[property]?.Value : null;

    public static string[] Texts(object? list) => list is null ? [] : [.. LanguagePrimitives.GetEnumerable(list).Cast<object>().Select(item => item.ToString()!)];
}
