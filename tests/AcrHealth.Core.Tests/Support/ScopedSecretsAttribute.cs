using System.Collections.Concurrent;
using System.Reflection;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;
using AcrHealth.Text;
using Xunit.v3;

[assembly: ScopedSecrets]

namespace AcrHealth.Core.Tests.Support;

/// <summary>Gives each test secrets of its own: what one test takes for a password is an ordinary word in another.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ScopedSecretsAttribute : BeforeAfterTestAttribute
{
    private readonly ConcurrentDictionary<IXunitTest, SessionSecrets> _secrets = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        // A class that is about secrets has its own already.
        if (SecretVault.Scope is null)
        {
            SecretVault.Scope = new(_secrets[test] = SessionSecrets.Open(SignInMethod.Default.Protect), null);
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_secrets.TryRemove(test, out SessionSecrets? secrets))
        {
            SecretVault.Scope = null;
            secrets.Dispose();
        }
    }
}
