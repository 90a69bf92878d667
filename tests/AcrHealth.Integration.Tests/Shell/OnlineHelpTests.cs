using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>Runs Get-Help -Online on a module whose project has a public place, with a browser that only notes the address.</summary>
public sealed class OnlineHelpTests : IDisposable
{
    private const string Docs = "https://example.test/someone/acrhealth/blob/v1.2.3/docs";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _scratch = new();

    [Theory]
    [InlineData("Test-AcrHealth", "en-US", "cmdlets/Test-AcrHealth.md")]
    [InlineData("Get-AcrHealthSummary", "en-US", "cmdlets/Get-AcrHealthSummary.md")]
    [InlineData("Test-AcrHealth", "ko-KR", "ko/cmdlets/Test-AcrHealth.md")]
    public async Task The_page_of_the_command_is_opened(string command, string culture, string page)
    {
        string opened = _scratch.Under("opened");
        string programs = _scratch.Make("programs");
        ShellProgram.WriteOrSkip(programs, "xdg-open", $"printf '%s' \"$1\" > '{opened}.new' && mv '{opened}.new' '{opened}'");
        string module = await PublishedModuleAsync();
        using var shell = new RealPowerShell(programs: programs);

        CommandResult result = await shell.RunAsync(["-Command", $"[cultureinfo]::CurrentUICulture = '{culture}'; Import-Module '{module}'; Get-Help {command} -Online"]);

        Assert.Empty(result.Error);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Deadline);
        while (!File.Exists(opened))
        {
            await Task.Delay(50, end.Token);
        }

        Assert.Equal($"{Docs}/{page}", await File.ReadAllTextAsync(opened, end.Token));
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>A copy of the module with the help that a release has.</summary>
    private async Task<string> PublishedModuleAsync()
    {
        string source = Path.GetDirectoryName(ModuleEngine.ModulePath)!;
        string target = _scratch.Make("AcrHealth");
        string tool = BuildMetadata.Of(typeof(OnlineHelpTests).Assembly, "HelpToolPath");
        await Command.SucceedAsync(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
            ["exec", tool, "generate", Path.Combine(source, "AcrHealth.dll"), Path.Combine(ModuleEngine.RepositoryRoot, "docs"), target, Docs]);
        FolderCopy.Copy(source, target);
        return target;
    }
}
