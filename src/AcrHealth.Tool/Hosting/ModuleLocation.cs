namespace AcrHealth.Tool.Hosting;

/// <summary>Where the module lies that came with the tool.</summary>
internal static class ModuleLocation
{
    public static string Manifest => Path.Combine(AppContext.BaseDirectory, "module", "AcrHealth", "AcrHealth.psd1");
}
