using System.Management.Automation;
using System.Net;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Converts the parameters of a command to the options of its runs, and ends the command if one is invalid.</summary>
internal sealed class OptionBuilder(HealthCheckCommand command, CheckSelection selection)
{
    private bool SampleImageIsNamed => command.IsGiven(nameof(HealthCheckCommand.SampleImage));

    /// <summary>Builds the options.</summary>
    /// <param name="badAuthority">The problem with the authority of this session; null if there is none. The checks of this machine do not need it.</param>
    public HealthCheckOptions Build(out FormatException? badAuthority)
    {
        Require(command.PushRepository, RepositoryName.IsValid, Messages.BadPushTo, "InvalidPushTo");
        Require(command.SampleImage, ImageName.IsValid, Messages.BadImage, "InvalidSampleImage");
        Require(command.VirtualNetwork, VirtualNetworkName.IsValid, Messages.BadVirtualNetwork, "InvalidVirtualNetwork");
        CloudChoice cloud = Cloud(out badAuthority);
        return new()
        {
            Timeout = command.CheckTimeout,
            StopOnFailure = command.StopsOnFailure,
            FailedSignInCacheDuration = command.FailedSignInCacheDuration,
            Image = Image(),
            PushTo = command.PushRepository,
            SampleImage = SampleImageIsNamed ? command.SampleImage : cloud.SampleImageFor(command.Registry),
            SampleImageIsNamed = SampleImageIsNamed,
            ChecksRegistries = command.Registry.Length > 0 || command.MyInvocation.ExpectingInput,
            AskedFor = selection.Named,
            IncludeResourceManager = command.IncludeResourceManager,
            VirtualNetwork = command.VirtualNetwork,
            SignIn = SignIn(),
            NodeRoot = NodeRoot(),
            Cloud = cloud,
            RunParameters = RunParameters(),
            CertificateAuthorities = [.. command.CACertificate],
        };
    }

    private void Require(string? text, Func<string, bool> isValid, string format, string errorId)
    {
        if (text is not null && !isValid(text))
        {
            command.Refuse(MessageFormat.Format(format, text), errorId, text);
        }
    }

    private RunParameters RunParameters() => new()
    {
        Cloud = command.Cloud,
        CertificateFiles = [.. command.CACertificate.Select(CertificateTransformationAttribute.FileOf).Distinct()],
        UserName = command.Credential?.UserName,
        HasAccessToken = command.AccessToken is not null,
        IsAnonymous = command.Anonymous,
        TenantId = command.TenantId,
        ManagedIdentityClientId = command.ManagedIdentityClientId,
        IsKubelet = command.Kubelet,
        PullSecret = command.PullSecret is null ? null : RemedyCommands.Path(PullSecretFile.IsContent(command.PullSecret) ? null : command.PullSecret, "file"),
        NodeRoot = command.NodeRoot,
    };

    private string? NodeRoot()
    {
        string? directory = command.NodeRoot is null ? null : command.GetUnresolvedProviderPathFromPSPath(command.NodeRoot);
        Require(directory, Directory.Exists, Messages.BadNodeRoot, "InvalidNodeRoot");
        return directory;
    }

    private SignInMethod.PullSecret FromPullSecret()
    {
        try
        {
            return PullSecretFile.Read(command.PullSecret!, command.GetUnresolvedProviderPathFromPSPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RuntimeException)
        {
            command.Refuse(MessageFormat.Format(Messages.PullSecretUnreadable, command.PullSecret, exception.Message), "PullSecretUnreadable", command.PullSecret!);
            throw;
        }
    }

    private ImageReference? Image()
    {
        try
        {
            return command.Repository is null ? null : ImageReference.Parse(command.Repository);
        }
        catch (FormatException exception)
        {
            command.Refuse(exception.Message, "InvalidRepository", command.Repository!);
            return null;
        }
    }

    private SignInMethod SignIn() => command.ParameterSetName switch
    {
        HealthCheckCommand.TokenSet => new SignInMethod.Token(new NetworkCredential(string.Empty, command.AccessToken).Password, command.TenantId),
        HealthCheckCommand.CredentialSet => new SignInMethod.Password(new NetworkCredential(command.Credential!.UserName, command.Credential.Password)),
        HealthCheckCommand.AnonymousSet => new SignInMethod.Anonymous(),
        HealthCheckCommand.KubeletSet => new SignInMethod.Kubelet(),
        HealthCheckCommand.PullSecretSet => FromPullSecret(),
        _ => new SignInMethod.Entra(command.TenantId, command.ManagedIdentityClientId),
    };

    private CloudChoice Cloud(out FormatException? badAuthority)
    {
        badAuthority = null;
        AzureCloud? named = command.Cloud is null ? null : AzureCloud.ByName(command.Cloud);
        try
        {
            return CloudChoice.From(named, Environment.GetEnvironmentVariable(CloudChoice.AuthorityVariable));
        }
        catch (FormatException exception)
        {
            badAuthority = new(MessageFormat.Format(Messages.AuthorityVariable, exception.Message), exception);
            return new(named, null);
        }
    }
}
