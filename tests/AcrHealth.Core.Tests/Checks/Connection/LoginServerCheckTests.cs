using AcrHealth.Checks;
using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks.Connection;

public sealed class LoginServerCheckTests
{
    [Fact]
    public async Task A_name_without_a_known_suffix_names_the_authority_host()
    {
        CheckOutcome outcome = await RunAsync(new() { Input = "contoso", Name = "contoso" }, new(null, new("https://login.example.invalid/")));

        Assert.Equal(("CloudSuffixUnknown", "LOGIN_SERVER_ERROR"), (outcome.Finding!.Name, outcome.ErrorCode?.Name));
        Assert.Contains("login.example.invalid", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_server_of_another_cloud_names_both_and_the_first_remedy_the_right_one()
    {
        CloudChoice choice = new(AzureCloud.Public, null);

        CheckOutcome outcome = await RunAsync(RegistryParser.Parse("contoso.azurecr.cn", choice), choice);

        Assert.Equal("CloudMismatch", outcome.Finding!.Name);
        Assert.Contains("`Test-AcrHealth contoso.azurecr.cn -Cloud AzureChinaCloud`", outcome.Remediation[0], StringComparison.Ordinal);
    }

    private static async Task<CheckOutcome> RunAsync(RegistryTarget target, CloudChoice choice)
    {
        using var session = new HealthCheckSession(
            new() { Cloud = choice },
            CheckCatalog.All,
            new RecordedEvents(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException());
        var check = new LoginServerCheck();
        return await check.RunAsync(new(check, session, target, new Dictionary<string, Task<CheckOutcome>>()), TestContext.Current.CancellationToken);
    }
}
