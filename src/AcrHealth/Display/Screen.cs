using System.Management.Automation.Host;

namespace AcrHealth.Display;

/// <summary>Measures the screen for which the module's views lay out text.</summary>
internal static class Screen
{
    private const int DefaultWidth = 120;

    /// <summary>The number of columns that a line may fill. The last one stays free: a terminal that wraps there would add an empty line.</summary>
    /// <param name="host">The host; 120 columns are assumed if it has no width.</param>
    public static int WidthOf(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is int width and > 0 ? width - 1 : DefaultWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException)
        {
            return DefaultWidth;
        }
    }
}
