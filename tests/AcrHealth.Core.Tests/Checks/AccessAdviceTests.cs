using System.Net;
using AcrHealth.Checks.Registry;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Identity;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks;

public sealed class AccessAdviceTests
{
    [Fact]
    public void The_Azure_CLI_is_given_the_name_without_the_hash_and_this_module_the_login_server()
    {
        string[] steps = Steps(new SignIn.Anonymous());

        Assert.Contains("az acr update --name contoso --", steps[0], StringComparison.Ordinal);
        Assert.Contains("-Name contoso ", steps[0], StringComparison.Ordinal);
        Assert.Contains("Test-AcrHealth contoso-a1b2c3.azurecr.us -Repository team/app", steps[1], StringComparison.Ordinal);
    }

    [Fact]
    public void So_it_is_with_tokens_and_roles()
    {
        Assert.All(Steps(new SignIn.Password(new NetworkCredential("reader", "word"))), step => Assert.Contains("--registry contoso --", step, StringComparison.Ordinal));
        Assert.Contains("az acr show --name contoso --", Steps(SignIn.Default)[1], StringComparison.Ordinal);
    }

    private static string[] Steps(SignIn way)
    {
        using var session = new HealthCheckSession(
            new() { SignIn = way },
            [],
            new RecordedEvents(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException());
        var context = new CheckContext(
            new RepositoryAccessCheck(), session, RegistryParser.Parse("contoso-a1b2c3.azurecr.us", new(null, null)), new Dictionary<string, Task<CheckOutcome>>());
        return AccessAdvice.ToPull(context, "team/app");
    }
}
