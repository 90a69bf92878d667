using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>
/// The parameters of one call that say how to sign in. Parameter sets exclude invalid combinations, but the engine's error says only
/// that a set cannot be resolved; a setter runs before that, and can name the right parameters.
/// </summary>
internal sealed class SignInParameters
{
    private const string TenantId = nameof(HealthCheckCommand.TenantId);

    private static readonly string[] WithTenant = [nameof(HealthCheckCommand.AccessToken), nameof(HealthCheckCommand.ManagedIdentityClientId)];

    private readonly HashSet<string> _given = [];

    /// <exception cref="ArgumentException">The parameter cannot be combined with a previous one.</exception>
    public void Add(string parameter)
    {
        if (_given.FirstOrDefault(other => other != parameter && !GoTogether(other, parameter)) is { } given)
        {
            throw new ArgumentException(
                parameter == TenantId || given == TenantId
                    ? MessageFormat.Format(Messages.TenantNotNeeded, parameter == TenantId ? given : parameter)
                    : MessageFormat.Format(Messages.TwoWaysToSignIn, given, parameter));
        }

        _given.Add(parameter);
    }

    private static bool GoTogether(string one, string other) => (one == TenantId && WithTenant.Contains(other)) || (other == TenantId && WithTenant.Contains(one));
}
