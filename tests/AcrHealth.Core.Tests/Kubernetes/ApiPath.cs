namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>A path of the core API.</summary>
internal sealed record ApiPath(string Resource, string? Namespace, string? Name, bool IsLog)
{
    public static ApiPath? Parse(string path)
    {
        string[] parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["api", "v1", "namespaces", var space, "pods", var name, "log"] => new("pods", space, name, true),
            ["api", "v1", "namespaces", var space, var resource, var name] => new(resource, space, name, false),
            ["api", "v1", "namespaces", var space, var resource] => new(resource, space, null, false),
            ["api", "v1", var resource, var name] => new(resource, null, name, false),
            ["api", "v1", var resource] => new(resource, null, null, false),
            _ => null,
        };
    }
}
