using System.Net;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Push;

/// <summary>Reads a registry's responses to the steps of a push.</summary>
internal static class PushAnswers
{
    private static readonly string[] QuotaWords = ["quota", "storage limit", "storage usage"];

    /// <summary>Whether the registry has no space left. Registries share no error code for it; 507 is WebDAV's.</summary>
    public static bool IsQuota(RegistryResponse answer) => answer.Status == HttpStatusCode.InsufficientStorage
        || (answer.StatusCode >= 400 && answer.Error is { } error
            && Array.Exists(QuotaWords, word => $"{error}".Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The reason why something was not deleted, in a message; null if it is gone.</summary>
    public static string? WhyNotDeleted(RegistryResponse answer) => answer.Status switch
    {
        HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.NotFound => null,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => MessageFormat.Format(Strings.PushDeleteDenied, answer.Summary),
        HttpStatusCode.MethodNotAllowed => MessageFormat.Format(Strings.PushDeleteLocked, answer.Summary),
        _ => answer.Summary,
    };
}
