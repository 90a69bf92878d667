namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>A response that is not the requested one, or comes late.</summary>
/// <param name="Status">The HTTP status; 0 for the right response after the delay.</param>
/// <param name="Body">The status object.</param>
/// <param name="Delay">The delay before the response.</param>
internal sealed record ApiFault(int Status, string Body, TimeSpan Delay)
{
    public (int Status, string Body) Pair => (Status, Body);

    /// <summary>Returns the refusal that RBAC gives.</summary>
    public static ApiFault Forbidden(string what) => Of(403, "Forbidden", $"{what} is forbidden: User \\\"jane\\\" cannot do this in the namespace \\\"shop\\\"");

    /// <summary>A list that changed while its pages were read.</summary>
    public static ApiFault Expired() => Of(410, "Expired", "The provided continue parameter is too old to display a consistent list result.");

    public static ApiFault NotFound(string name) => Of(404, "NotFound", $"\\\"{name}\\\" not found");

    public static ApiFault Unauthorized() => Of(401, "Unauthorized", "Unauthorized");

    public static ApiFault ServerError() => Of(500, "InternalError", "etcdserver: leader changed");

    public static ApiFault Slow(TimeSpan delay) => new(0, string.Empty, delay);

    private static ApiFault Of(int status, string reason, string message) => new(
        status, $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","details":{},"code":{{status}}}""", TimeSpan.Zero);
}
