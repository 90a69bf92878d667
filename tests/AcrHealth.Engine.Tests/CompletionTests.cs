using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the completions that Tab offers.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    [Theory]
    [InlineData("Test-AcrHealth -Check Docker", "DockerCommand, DockerVersion, DockerDaemon, DockerClock, DockerPull, DockerCredential, DockerConfiguration")]
    [InlineData("Test-AcrHealth -Check Dns, tl", "Tls")]
    [InlineData("Test-AcrHealth -ExcludeCheck 'Helm", "HelmCommand, HelmVersion, HelmCredential")]
    [InlineData("Get-AcrHealthCheck tok", "RefreshToken, AccessToken")]
    [InlineData("Get-AcrHealthError connectivity_f", "CONNECTIVITY_FORBIDDEN_ERROR")]
    [InlineData("Get-AcrHealthError -Code DAEMON", "DOCKER_DAEMON_ERROR")]
    [InlineData("Get-AcrHealthError -Culture k", "ko-KR")]
    [InlineData("Get-AcrHealthError -Category E", "Environment")]
    [InlineData("Test-AcrHealth contoso -Cloud ", "AzureChinaCloud, AzureCloud, AzureUSGovernment")]
    public void A_name_is_offered_by_its_beginning_or_by_what_it_contains(string typed, string offered)
    {
        Assert.Equal(offered, string.Join(", ", Offered(typed)));
    }

    [Theory]
    [InlineData("Test-AcrHealth -Check Docker", "DockerCommand, DockerVersion, DockerDaemon, DockerClock, DockerPull, DockerCredential, DockerConfiguration")]
    [InlineData("Test-AcrHealth -Check DockerCommand, DockerPull, Docker", "DockerVersion, DockerDaemon, DockerClock, DockerCredential, DockerConfiguration")]
    [InlineData("Test-AcrHealth -Check 'HelmCommand', Helm", "HelmVersion, HelmCredential")]
    [InlineData("Test-AcrHealth -Check Tls", "Tls")]
    public void What_is_given_already_is_not_offered_again(string typed, string offered)
    {
        Assert.Equal(offered, string.Join(", ", Offered(typed)));
    }

    [Theory]
    [InlineData("Test-AcrHealth contoso -Repository ")]
    [InlineData("Test-AcrHealth contoso -PushTo ")]
    [InlineData("Test-AcrHealth contoso -TenantId ")]
    [InlineData("Wait-AcrHealth contoso -Repository ")]
    public void No_file_is_offered_for_what_is_no_file(string typed)
    {
        Assert.Empty(Offered(typed));
    }

    [Theory]
    [InlineData("Test-AcrHealth -Name contoso -Check LoginServer")]
    [InlineData("Test-AcrHealth -RegistryName contoso -Check LoginServer")]
    public void A_registry_has_the_parameter_names_of_other_commands(string script)
    {
        Assert.Equal("contoso.azurecr.io", _engine.Run(script).Results.Single().Registry);
    }

    [Fact]
    public void Registries_that_were_checked_are_offered_the_latest_first()
    {
        _engine.Run("'seenfirst', 'seensecond', 'seenfirst' | Test-AcrHealth -Check LoginServer");
        _engine.Run("Test-AcrHealth 'not/a/seenregistry' -Check LoginServer");

        Assert.Equal(["seenfirst.azurecr.io", "seensecond.azurecr.io"], Offered("Test-AcrHealth seen"));
        Assert.Equal(["seensecond.azurecr.io"], Offered("Test-AcrHealth -Registry contoso, seens"));
    }

    [Fact]
    public void Registries_that_another_session_checked_are_not_offered()
    {
        using (var other = new ModuleEngine())
        {
            other.Run("Test-AcrHealth elsewhere -Check LoginServer");
        }

        Assert.Empty(Offered("Test-AcrHealth elsew"));
    }

    [Fact]
    public void What_is_offered_is_explained()
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));

        string logged = engine.Run(Complete, "Get-AcrHealthError DOCKER_PULL").Output.Single().Properties["ToolTip"].Value.ToString()!;

        Assert.Contains(logged, character => character is >= '가' and <= '힣');
    }

    public void Dispose() => _engine.Dispose();

    private const string Complete = "[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches";

    private IEnumerable<string> Offered(string typed) =>
        _engine.Run(Complete, typed).Output.Select(match => ((CompletionResult)match.BaseObject).CompletionText.Trim('\''));
}
