using System.Management.Automation.Language;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class ModuleLayoutTests
{
    private static string Root => Path.GetDirectoryName(ModuleEngine.ModulePath)!;

    [Fact]
    public void The_module_holds_what_ships_and_nothing_else()
    {
        string[] files = [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))];

        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal) || file.EndsWith(".deps.json", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Path.GetFileName(file) is "System.Management.Automation.dll" or "PowerShellStandard.Library.dll");
        Assert.Single(files, file => file.EndsWith("AcrHealth.Core.dll", StringComparison.Ordinal));
        Assert.Contains("dependencies/AcrHealth.Adapters.dll", files);
        Assert.Contains("dependencies/Azure.Identity.dll", files);
        Assert.Contains("ko/AcrHealth.Core.resources.dll", files);
        Assert.Contains("LICENSE", files);
        Assert.Contains("Diagnostics/Simple/AcrHealth.Tests.ps1", files);
        Assert.Contains("Diagnostics/Comprehensive/AcrHealth.Tests.ps1", files);
        Assert.DoesNotContain(files, file => !file.Contains('/', StringComparison.Ordinal) && (file.StartsWith("Azure.", StringComparison.Ordinal) || file.StartsWith("Microsoft.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_manifest_exports_by_name_what_there_is()
    {
        using var engine = new ModuleEngine();

        string[] commands = [.. engine.Run("(Get-Module AcrHealth).ExportedCommands.Keys").Output.Select(name => name.ToString())];

        Assert.Equal(["ConvertTo-AcrHealthReport", "Export-AcrHealthReport", "Get-AcrHealthCheck", "Get-AcrHealthError", "Get-AcrHealthSummary", "Get-AcrPullFailure", "Test-AcrHealth", "Test-AcrHealthCluster", "Wait-AcrHealth"], commands.Order(StringComparer.Ordinal));
        Assert.DoesNotContain('*', File.ReadAllText(ModuleEngine.ModulePath));
    }

    [Fact]
    public void The_types_are_known_by_name_at_the_prompt()
    {
        using var engine = new ModuleEngine();

        Assert.Equal("Failed", engine.Run("[AcrHealth.CheckStatus]::Failed").Output.Single().ToString());
        Assert.True((bool)engine.Run("(Test-AcrHealth contoso -Check LoginServer) -is [AcrHealth.HealthCheckResult]").Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("build.ps1")]
    [InlineData("AcrHealth.psd1")]
    [InlineData(".github/action/Test-Registries.ps1")]
    [InlineData("src/AcrHealth/Sign-Module.ps1")]
    [InlineData("src/AcrHealth/Diagnostics/Simple/AcrHealth.Tests.ps1")]
    [InlineData("src/AcrHealth/Diagnostics/Comprehensive/AcrHealth.Tests.ps1")]
    [InlineData("tests/Pester/AcrHealth.Tests.ps1")]
    public void Every_script_of_the_project_parses(string file)
    {
        Parser.ParseFile(Path.Combine(ModuleEngine.RepositoryRoot, file), out _, out ParseError[] errors);

        Assert.Empty(errors);
    }

    [Fact]
    public void The_build_script_has_all_tasks()
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(ModuleEngine.RepositoryRoot, "build.ps1"), out _, out _);

        ParameterAst task = script.ParamBlock!.Parameters.Single(parameter => parameter.Name.VariablePath.UserPath == "Task");
        AttributeAst values = task.Attributes.OfType<AttributeAst>().Single(attribute => attribute.TypeName.Name == "ValidateSet");
        Assert.Equal(["Build", "Test", "Pack", "Image", "Install", "Publish"], values.PositionalArguments.Cast<StringConstantExpressionAst>().Select(value => value.Value));
        Assert.Equal(new Version(7, 4), script.ScriptRequirements!.RequiredPSVersion);
    }
}
