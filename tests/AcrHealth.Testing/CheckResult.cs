using System.Management.Automation;

namespace AcrHealth.Testing;

/// <summary>A result as a script sees it: by the names of its properties.</summary>
public sealed class CheckResult(PSObject source)
{
    public PSObject Source { get; } = source;

    public string? Registry => Text("Registry");

    public string Check => Text("Check")!;

    public string Status => Text("Status")!;

    public string? ErrorCode => Text("ErrorCode");

    public string? Finding => Text("Finding");

    public string Message => Text("Message")!;

    public IReadOnlyList<string> Remediation => Texts("Remediation");

    public IReadOnlyList<string> BlockedBy => Texts("BlockedBy");

    public PSObject? Detail => Source.Properties["Detail"]?.Value is { } value ? PSObject.AsPSObject(value) : null;

    public object? DetailOf(string property) => Detail?.Properties[property]?.Value;

    public override string ToString() => $"{Registry} {Check} {Status} {ErrorCode} {Finding} {Message}";

    private string? Text(string name) => Source.Properties[name]?.Value?.ToString();

    private string[] Texts(string name) => [.. LanguagePrimitives.GetEnumerable(Source.Properties[name].Value).Cast<object>().Select(item => item.ToString()!)];
}
