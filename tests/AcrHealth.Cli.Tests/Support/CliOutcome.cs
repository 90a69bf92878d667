using System.Text.Json;

namespace AcrHealth.Cli.Tests.Support;

/// <summary>The exit code and the output of the program.</summary>
internal sealed record CliOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>Everything, for the message of a failed assertion.</summary>
    public string All => $"exit code {ExitCode}\n{Output}\n{Error}";

    /// <summary>The results of a JSON report or of JSON Lines.</summary>
    public IReadOnlyList<JsonElement> Results
    {
        get
        {
            if (Output.TrimStart().StartsWith("{\"", StringComparison.Ordinal))
            {
                return [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
            }

            using JsonDocument report = JsonDocument.Parse(Output);
            return [.. report.RootElement.Clone().GetProperty("results").EnumerateArray()];
        }
    }
}
