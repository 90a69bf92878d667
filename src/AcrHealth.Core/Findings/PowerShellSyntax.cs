using AcrHealth.Text;

namespace AcrHealth.Findings;

/// <summary>Renders commands as cmdlets of the module.</summary>
internal sealed class PowerShellSyntax : ICommandSyntax
{
    public static readonly PowerShellSyntax Instance = new();

    private PowerShellSyntax()
    {
    }

    public string Render(OwnCommand command, RunParameters run)
    {
        IEnumerable<string> parameters = command.Parameters.Select(Render);
        if (command.ChecksRegistries)
        {
            parameters = parameters.Concat(Carried(run).Where(carried => !Has(command, carried.Name)).Select(Render));
        }

        return string.Join(' ', [Cmdlet(command.Verb), .. command.Arguments, .. parameters]);
    }

    public string Parameter(string name) => $"-{name}";

    private static string Cmdlet(string verb) => verb switch
    {
        "test" => "Test-AcrHealth",
        "wait" => "Wait-AcrHealth",
        "error" => "Get-AcrHealthError",
        "checks" => "Get-AcrHealthCheck",
        "report" => "Export-AcrHealthReport",
        "pods" => "Get-AcrPullFailure",
        "cluster" => "Test-AcrHealthCluster",
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "There is no such command."),
    };

    private static IEnumerable<(string Name, string? Value)> Carried(RunParameters run)
    {
        if (run.Cloud is { } cloud)
        {
            yield return ("Cloud", cloud);
        }

        if (run.CertificateFiles.Count > 0)
        {
            yield return ("CACertificate", string.Join(", ", run.CertificateFiles.Select(file => file is null ? "<file>" : RemedyCommands.Path(file, "file"))));
        }

        if (run.UserName is { } user)
        {
            yield return ("Credential", RemedyCommands.Word(user, "user"));
        }

        if (run.HasAccessToken)
        {
            yield return ("AccessToken", "<token>");
        }

        if (run.IsAnonymous)
        {
            yield return ("Anonymous", null);
        }

        if (run.TenantId is { } tenant)
        {
            yield return ("TenantId", RemedyCommands.Word(tenant, "tenant"));
        }

        if (run.ManagedIdentityClientId is { } client)
        {
            yield return ("ManagedIdentityClientId", RemedyCommands.Word(client, "client-id"));
        }

        if (run.IsKubelet)
        {
            yield return ("Kubelet", null);
        }

        if (run.PullSecret is { } secret)
        {
            yield return ("PullSecret", RemedyCommands.Path(secret, "file"));
        }

        if (run.NodeRoot is { } root)
        {
            yield return ("NodeRoot", RemedyCommands.Path(root, "directory"));
        }
    }

    // A parameter of the command itself, or its own way to sign in, takes precedence over that of the run.
    private static bool Has(OwnCommand command, string name) =>
        command.Parameters.Any(parameter => parameter.Name == name || (IsSignIn(parameter.Name) && IsSignIn(name)));

    private static bool IsSignIn(string name) => name is "Credential" or "AccessToken" or "Anonymous" or "ManagedIdentityClientId" or "Kubelet" or "PullSecret";

    private static string Render((string Name, string? Value) parameter) =>
        parameter.Value is null ? $"-{parameter.Name}" : $"-{parameter.Name} {parameter.Value}";
}
