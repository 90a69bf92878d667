using System.Globalization;

namespace AcrHealth.Cli;

/// <summary>Chooses the language of texts as other programs do: by the locale variables. Without ICU, the runtime reads none of them.</summary>
internal static class UserCulture
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static void Apply()
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        string? locale = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        locale ??= OperatingSystem.IsWindows() ? CultureInfo.InstalledUICulture.Name : null;
        if (IsKorean(locale))
        {
            CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("ko");
        }
    }

    private static bool IsKorean(string? locale) =>
        locale is not null && (locale.Equals("ko", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("ko_", StringComparison.OrdinalIgnoreCase)
            || locale.StartsWith("ko-", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("ko.", StringComparison.OrdinalIgnoreCase));
}
