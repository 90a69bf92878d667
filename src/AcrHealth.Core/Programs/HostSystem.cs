namespace AcrHealth.Programs;

/// <summary>Facts about this machine's operating system that determine the commands in remedies.</summary>
internal static class HostSystem
{
    private const string Release = "/proc/sys/kernel/osrelease";

    private static readonly Lazy<bool> KernelIsOfWsl = new(ReadKernel);

    /// <summary>Whether this is a Linux in Windows Subsystem for Linux.</summary>
    public static bool IsWsl => OperatingSystem.IsLinux() && (WslDistribution is not null || KernelIsOfWsl.Value);

    /// <summary>The name of the WSL distribution; null if it is not known.</summary>
    public static string? WslDistribution => Environment.GetEnvironmentVariable("WSL_DISTRO_NAME") is { Length: > 0 } name ? name : null;

    /// <summary>Whether this is Azure Cloud Shell, by the variables that the Azure CLI and Az PowerShell use. It has no container engine.</summary>
    public static bool IsCloudShell =>
        Environment.GetEnvironmentVariable("ACC_CLOUD") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("AZUREPS_HOST_ENVIRONMENT")?.StartsWith("cloud-shell", StringComparison.OrdinalIgnoreCase) == true
        || Environment.GetEnvironmentVariable("POWERSHELL_DISTRIBUTION_CHANNEL")?.StartsWith("CloudShell", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether systemd is the init system.</summary>
    public static bool HasSystemd => Directory.Exists("/run/systemd/system");

    private static bool ReadKernel()
    {
        try
        {
            return File.ReadAllText(Release).Contains("microsoft", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
