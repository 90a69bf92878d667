using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>The Azure CLI.</summary>
internal sealed class AzureCli : TokenProgram
{
    private const string Troubleshooting = "See the troubleshooting guide for more information. https://aka.ms/azsdk/net/identity/azclicredential/troubleshoot";

    public override string Source => nameof(AzureCliCredential);

    protected override TimeSpan MaximumTime => TimeSpan.FromSeconds(13);

    // Otherwise the CLI would leave a telemetry process behind, which would be terminated with it.
    protected override IReadOnlyDictionary<string, string> EnvironmentVariables { get; } =
        new Dictionary<string, string> { ["AZURE_CORE_COLLECT_TELEMETRY"] = "no" };

    protected override string Unreadable => "Azure CLI did not return a token.";

    protected override IEnumerable<ProgramCall> Calls(string scope, string? tenant)
    {
        string[] arguments = ["account", "get-access-token", "--output", "json", "--resource", ResourceOf(scope)];
        yield return new("az", tenant is null ? arguments : [.. arguments, "--tenant", tenant]);
    }

    protected override AccessToken ReadToken(string output)
    {
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        DateTimeOffset expiresOn = root.TryGetProperty("expires_on", out JsonElement seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64())
            : DateTimeOffset.ParseExact(
                root.GetProperty("expiresOn").GetString()!, "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal);
        return new(root.GetProperty("accessToken").GetString() ?? throw new FormatException(), expiresOn);
    }

    protected override string Missing(ProgramCall call) => "Azure CLI not installed";

    protected override string TimedOut(ProgramCall call) => "Azure CLI authentication timed out.";

    protected override string Failed(ProgramCall call, string error)
    {
        bool asksToSignIn = Has("az login") || Has("az account set");
        return asksToSignIn && !Has("AADSTS") ? "Please run 'az login' to set up account"
            : Has("CLIInternalError") ? "Azure CLI could not login. Interactive login is required."
            : $"Azure CLI authentication failed due to an unknown error. {Troubleshooting} {error}";

        bool Has(string text) => error.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
