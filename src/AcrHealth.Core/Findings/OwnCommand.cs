namespace AcrHealth.Findings;

/// <summary>A command of this product inside a text, which each front end renders in its own syntax.</summary>
/// <param name="Verb">The action: test, wait, error, checks, report, pods or cluster.</param>
/// <param name="Arguments">The arguments without a name, each one word of a command line.</param>
/// <param name="Parameters">The parameters by their name in PowerShell, without a dash, each with its value; null for a switch.</param>
internal sealed record OwnCommand(string Verb, IReadOnlyList<string> Arguments, IReadOnlyList<(string Name, string? Value)> Parameters)
{
    private const string Tenant = "TenantId";

    /// <summary>Whether the command checks registries, so that it needs the parameters with which this run reaches and signs in to them.</summary>
    public bool ChecksRegistries => Verb is "test" or "wait";

    /// <summary>
    /// The parameters of the command, then those with which the run reaches and signs in to registries if the command checks some. A parameter of the
    /// command, or its own way to sign in, takes precedence over that of the run.
    /// </summary>
    public IEnumerable<(string Name, string? Value)> ParametersWith(RunParameters run) =>
        ChecksRegistries ? [.. Parameters, .. run.Named().Where(carried => !Parameters.Any(own => Replaces(own.Name, carried.Name)))] : Parameters;

    /// <summary>Reads a command as texts have it: <c>test contoso -Check Dns -Force</c>.</summary>
    /// <param name="text">The command.</param>
    /// <param name="word">Makes one word of a command line of each argument and value.</param>
    public static OwnCommand Parse(string text, Func<string, string> word)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> arguments = [];
        List<(string Name, string? Value)> parameters = [];
        for (int i = 1; i < words.Length; i++)
        {
            if (words[i][0] != '-')
            {
                arguments.Add(word(words[i]));
            }
            else if (i + 1 < words.Length && words[i + 1][0] != '-')
            {
                parameters.Add((words[i][1..], word(words[i + 1])));
                i++;
            }
            else
            {
                parameters.Add((words[i][1..], null));
            }
        }

        return new(words[0], arguments, parameters);
    }

    private static bool Replaces(string own, string carried) =>
        own == carried
        || (IsSignIn(own) && IsSignIn(carried))
        || (own == Tenant && HasNoTenant(carried))
        || (HasNoTenant(own) && carried == Tenant);

    private static bool IsSignIn(string name) => name is "AccessToken" or "ManagedIdentityClientId" || HasNoTenant(name);

    // Only Microsoft Entra ID has tenants, so that other ways to sign in do not go with one.
    private static bool HasNoTenant(string name) => name is "Credential" or "Anonymous" or "Kubelet" or "PullSecret";
}
