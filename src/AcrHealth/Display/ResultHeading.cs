using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>Names the target that results belong to. Results with the same name are one group of the module's views.</summary>
public static class ResultHeading
{
    /// <summary>The registry, with the machine if it is another one, so that results of several machines stay apart; or the machine alone.</summary>
    /// <param name="result">A result, of this session or another.</param>
    public static string Of(PSObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(Text(result, nameof(HealthCheckResult.Registry)), Text(result, nameof(HealthCheckResult.ComputerName)));
    }

    internal static string Of(string? registry, string? computer)
    {
        bool isHere = computer is null || computer.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
        return (registry, isHere) switch
        {
            (null, true) => MessageFormat.Format(Messages.ThisMachine, computer ?? Environment.MachineName),
            (null, false) => computer!,
            (_, true) => registry,
            _ => $"{registry} ({computer})",
        };
    }

    private static string? Text(PSObject result, string property) => result.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
