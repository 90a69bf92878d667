using System.Management.Automation;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Reads the registries that a command was given.</summary>
/// <param name="command">The command, which gets the errors.</param>
/// <param name="session">The session of its runs.</param>
/// <param name="badAuthority">What is wrong with the authority of this session, if anything: no registry can be checked with it.</param>
internal sealed class RegistryReader(HealthCheckCommand command, HealthCheckSession session, FormatException? badAuthority)
{
    /// <summary>The registry; null, with an error, if the text names none.</summary>
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

    // An image that comes through the pipeline, as those of Get-AcrPullFailure, belongs to its registry alone.
    private RegistryTarget WithImage(RegistryTarget target) =>
        session.Options.Image is null && command.Repository is { } image ? target.WithImage(ImageReference.Parse(image)) : target;
}
