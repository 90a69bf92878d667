using System.Text.Json;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>The Azure Developer CLI.</summary>
internal sealed class AzureDeveloperCli : TokenProgram
{
    private const string Troubleshooting =
        "Please visit https://aka.ms/azure-dev for installation instructions and then, once installed, authenticate to your Azure account using 'azd auth login'.";

    public override string Source => nameof(AzureDeveloperCliCredential);

    protected override TimeSpan MaximumTime => TimeSpan.FromSeconds(13);

    protected override string Unreadable => "Azure Developer CLI did not return a token.";

    protected override IEnumerable<ProgramCall> Calls(string scope, string? tenant)
    {
        string[] arguments = ["auth", "token", "--output", "json", "--no-prompt", "--scope", scope];
        yield return new("azd", tenant is null ? arguments : [.. arguments, "--tenant-id", tenant]);
    }

    protected override AccessToken ReadToken(string output)
    {
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        return new(root.GetProperty("token").GetString() ?? throw new FormatException(), root.GetProperty("expiresOn").GetDateTimeOffset());
    }

    protected override string Missing(ProgramCall call) => "Azure Developer CLI could not be found.";

    protected override string TimedOut(ProgramCall call) => "Azure Developer CLI authentication timed out.";

    protected override string Failed(ProgramCall call, string error)
    {
        return Has("azd auth login") && !Has("AADSTS") ? "Please run 'azd auth login' from a command prompt to authenticate before using this credential."
            : Has("CLIInternalError") ? "Azure Developer CLI could not login. Interactive login is required."
            : $"Azure Developer CLI authentication failed due to an unknown error. {Troubleshooting} {error}";

        bool Has(string text) => error.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
