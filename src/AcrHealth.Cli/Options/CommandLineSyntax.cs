using AcrHealth.Findings;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Renders commands in texts as this program's command lines.</summary>
internal sealed class CommandLineSyntax : ICommandSyntax
{
    public static readonly CommandLineSyntax Instance = new();

    private CommandLineSyntax()
    {
    }

    public string Render(OwnCommand command, RunParameters run)
    {
        IEnumerable<string> parameters = command.Parameters.Select(parameter => parameter.Value is null ? Parameter(parameter.Name) : $"{Parameter(parameter.Name)} {parameter.Value}");
        string[] given = [.. parameters];
        IEnumerable<string> carried = command.ChecksRegistries ? Carried(run).Where(text => !Array.Exists(given, other => other.Split(' ')[0] == text.Split(' ')[0])) : [];
        return string.Join(' ', ["acrhealth", Verb(command.Verb), .. command.Arguments, .. given, .. carried]);
    }

    // TimeoutSeconds -> --timeout-seconds, CACertificate -> --ca-certificate
    public string Parameter(string name)
    {
        var text = new System.Text.StringBuilder("--");
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsAsciiLetterUpper(name[i]) && i > 0
                && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            text.Append(startsWord ? "-" : string.Empty).Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static string Verb(string verb) => verb == "error" ? "errors" : verb;

    private static IEnumerable<string> Carried(RunParameters run)
    {
        if (run.Cloud is { } cloud)
        {
            yield return $"--cloud {cloud}";
        }

        foreach (string? file in run.CertificateFiles)
        {
            yield return $"--ca-certificate {RemedyCommands.Path(file, "file")}";
        }

        if (run.UserName is { } user)
        {
            yield return $"--username {RemedyCommands.Word(user, "user")}";
        }

        if (run.HasAccessToken)
        {
            yield return "--access-token-stdin";
        }

        if (run.IsAnonymous)
        {
            yield return "--anonymous";
        }

        if (run.TenantId is { } tenant)
        {
            yield return $"--tenant-id {RemedyCommands.Word(tenant, "tenant")}";
        }

        if (run.ManagedIdentityClientId is { } client)
        {
            yield return $"--managed-identity-client-id {RemedyCommands.Word(client, "client-id")}";
        }

        if (run.IsKubelet)
        {
            yield return "--kubelet";
        }

        if (run.PullSecret is { } secret)
        {
            yield return $"--pull-secret {(secret.Length == 0 ? "-" : Reference.RemedyCommands.Path(secret, "file"))}";
        }

        if (run.NodeRoot is { } root)
        {
            yield return $"--node-root {Reference.RemedyCommands.Path(root, "directory")}";
        }
    }
}
