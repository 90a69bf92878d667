using System.Text.Json;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>Visual Studio: the programs that it names in a file of this user.</summary>
internal sealed class VisualStudio : TokenProgram
{
    private const int MaximumFile = 1024 * 1024;

    public override string Source => nameof(VisualStudioCredential);

    protected override TimeSpan MaximumTime => TimeSpan.FromSeconds(30);

    protected override string Unreadable => "Visual Studio's token provider did not return a token.";

    protected override IEnumerable<ProgramCall> Calls(string scope, string? tenant)
    {
        ProgramCall[] calls = [.. Providers().Select(provider => new ProgramCall(
            provider.Path, [.. provider.Arguments, "--resource", ResourceOf(scope), .. tenant is null ? Array.Empty<string>() : ["--tenant", tenant]]))];
        return calls.Length > 0 ? calls : throw Unavailable("No installed instance of Visual Studio was found");
    }

    protected override AccessToken ReadToken(string output)
    {
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        return new(root.GetProperty("access_token").GetString() ?? throw new FormatException(), root.GetProperty("expires_on").GetDateTimeOffset());
    }

    protected override string Missing(ProgramCall call) => "No installed instance of Visual Studio was found";

    protected override string TimedOut(ProgramCall call) =>
        $"Process \"{call.Command}\" has failed to get access token in {MaximumTime.TotalSeconds} seconds.";

    protected override string Failed(ProgramCall call, string error) => $"Process \"{call.Command}\" has failed with unexpected error: {error}.";

    private (string Path, string[] Arguments)[] Providers()
    {
        string path = Path.Combine(
            Environment.GetFolderPath(OperatingSystem.IsWindows() ? Environment.SpecialFolder.LocalApplicationData : Environment.SpecialFolder.UserProfile),
            ".IdentityService",
            "AzureServiceAuth",
            "tokenprovider.json");
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw Unavailable($"Visual Studio Token provider file not found at {path}");
        }

        try
        {
            using var document = JsonDocument.Parse(file.Length <= MaximumFile ? File.ReadAllText(path) : string.Empty);
            return
            [
                .. document.RootElement.GetProperty("TokenProviders").EnumerateArray()
                    .OrderBy(provider => provider.GetProperty("Preference").GetInt32())
                    .Select(provider => (Path: provider.GetProperty("Path").GetString()!, Arguments: Texts(provider.GetProperty("Arguments"))))
                    .Where(provider => Path.IsPathFullyQualified(provider.Path)),
            ];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw Unavailable($"File found at \"{path}\" isn't a valid JSON file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"Visual Studio Token provider can't be accessed at {path}");
        }
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString() ?? string.Empty)];

    private TokenProgramException Unavailable(string message) => new(Source, message, null);
}
