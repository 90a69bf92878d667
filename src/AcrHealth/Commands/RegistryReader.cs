using System.Management.Automation;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Reads the registries that were given to a command.</summary>
/// <param name="command">The command, which receives the errors.</param>
/// <param name="session">The session of its runs.</param>
/// <param name="badAuthority">The problem with the authority of this session, if any: no registry can be checked with it.</param>
internal sealed class RegistryReader(HealthCheckCommand command, HealthCheckSession session, FormatException? badAuthority)
{
    /// <summary>Parses a registry; null, with an error, if the text does not name one.</summary>
    public RegistryTarget? Parse(string registry)
    {
        using IDisposable secrets = session.Secrets.Enter();
        SecretReader.ProtectUrl(registry);
        try
        {
            return UnnamedRegistry.ProblemOf(registry) is { } problem
                ? throw new FormatException(problem)
                : badAuthority is null ? WithImage(RegistryParser.Parse(registry, session.Options.Cloud)) : throw badAuthority;
        }
        catch (FormatException exception)
        {
            command.AnyFailed = true;
            command.WriteError(new(exception, "InvalidRegistry", ErrorCategory.InvalidArgument, SecretVault.Conceal(registry)));
            return null;
        }
    }

    // An image from the pipeline, such as from Get-AcrPullFailure, belongs to its registry alone.
    private RegistryTarget WithImage(RegistryTarget target) =>
        session.Options.Image is null && command.Repository is { } image ? target.WithImage(ImageReference.Parse(image)) : target;
}
