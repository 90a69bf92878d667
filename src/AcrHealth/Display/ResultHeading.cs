using System.Management.Automation;

namespace AcrHealth.Display;

/// <summary>What the results of one target stand under in the module's table.</summary>
public static class ResultHeading
{
    /// <summary>The registry, with the machine where that is another one: several machines' results of it are not one target's. Or the machine.</summary>
    /// <param name="result">A result, of this session or another.</param>
    public static string Of(PSObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string? registry = Text(result, nameof(HealthCheckResult.Registry));
        string? computer = Text(result, nameof(HealthCheckResult.ComputerName));
        bool isHere = computer is null || computer.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
        return registry is null ? computer ?? string.Empty : isHere ? registry : $"{registry} ({computer})";
    }

    private static string? Text(PSObject result, string property) => result.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
