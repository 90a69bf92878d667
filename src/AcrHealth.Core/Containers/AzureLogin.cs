using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Composes the commands that sign a client in to an Azure registry with the identity of the Azure CLI.</summary>
internal static class AzureLogin
{
    /// <summary>Signs a container client in. The Azure CLI calls docker or Podman itself, and gives a token to other clients.</summary>
    public static CommandLine Of(ContainerClient client, string registry, string server) => client.IsNerdctl
        ? ByToken(RemedyCommands.Path(client.Command, "client") + " login", registry, server)
        : new($"az acr login --name {RemedyCommands.Word(registry, "registry")}");

    /// <summary>Gives a token of the registry to a command that signs in.</summary>
    public static CommandLine ByToken(string login, string registry, string server) => new(
        $"az acr login --name {RemedyCommands.Word(registry, "registry")} --expose-token --query accessToken --output tsv | {login} {RemedyCommands.Word(server, "login-server")} --username {StoredLogin.TokenUser} --password-stdin");
}
