using System.Globalization;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Every pair of the parameters that say how to sign in: either it means something, or the refusal says what to give.</summary>
public sealed class SignInCombinationTests
{
    private const string Values = "$password = [securestring]::new(); $password.AppendChar('x'); $values = @{"
        + " Credential = [pscredential]::new('user', $password); AccessToken = $password; Anonymous = $true; TenantId = 'tenant';"
        + " ManagedIdentityClientId = 'client' };";

    private static readonly string[] Parameters = ["AccessToken", "Anonymous", "Credential", "ManagedIdentityClientId", "TenantId"];
    private static readonly string[] Together = ["AccessToken TenantId", "ManagedIdentityClientId TenantId"];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach (string one in Parameters)
            {
                pairs.AddRange(Parameters.Where(other => other != one).Select(other => new TheoryDataRow<string, string>(one, other)));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_means_something_or_its_refusal_says_what_to_give(string one, string other)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = Call(engine, one, other);

        if (Together.Contains($"{one} {other}") || Together.Contains($"{other} {one}"))
        {
            Assert.Null(outcome.Terminating);
            Assert.Equal("Passed", outcome.Check("LoginServer").Status);
            return;
        }

        Assert.Empty(outcome.Output);
        Assert.Contains($"-{one}", outcome.Refusal, StringComparison.Ordinal);
        bool withTenant = one == "TenantId" || other == "TenantId";
        Assert.Contains(withTenant ? "Leave -TenantId out." : $"-{other}", outcome.Refusal, StringComparison.Ordinal);
        Assert.Equal(!withTenant, outcome.Refusal.Contains("Give one: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_refusal_is_Korean_in_a_Korean_session()
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));

        Assert.Contains("로그인 방식", Call(engine, "Anonymous", "Credential").Refusal, StringComparison.Ordinal);
    }

    private static ScriptOutcome Call(ModuleEngine engine, string one, string other) =>
        engine.Run($"{Values} Test-AcrHealth contoso -Check LoginServer -{one}:$values.{one} -{other}:$values.{other}");
}
