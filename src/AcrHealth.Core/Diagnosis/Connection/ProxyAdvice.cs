using AcrHealth.Findings;
using AcrHealth.Network.Proxies;
using AcrHealth.Programs;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out what is wrong with the proxy that a variable names, and how hosts are excepted from it.</summary>
internal static class ProxyAdvice
{
    private const string BypassVariable = "NO_PROXY";
    private const int ValueLength = 200;

    /// <summary>The cause for which a variable's value cannot be used, with its values.</summary>
    public static ConnectionFailure Unusable(ProxyFormatException exception, RegistryTarget target)
    {
        (string, object?) variable = ("variable", exception.Variable);
        if (exception.UnescapedCharacters.Count > 0)
        {
            return new(ConnectionFailureKind.Proxy, ConnectionFindings.ProxyCredentialsNotEscaped,
            [
                variable,
                ("characters", string.Join(' ', exception.UnescapedCharacters.Select(Name))),
                ("encoded", string.Join(", ", exception.UnescapedCharacters.Select(c => $"{Name(c)} = {Uri.EscapeDataString(c.ToString())}"))),
                ("address", exception.Address),
            ]);
        }

        (string, object?) value = ("value", UntrustedText.Clean(exception.Message, ValueLength));
        return ProxySettings.IsOtherKind(exception.Message)
            ? new(ConnectionFailureKind.Proxy, ConnectionFindings.ProxyKindUnsupported, [variable, value, ("except", Except(target))])
            : new(ConnectionFailureKind.Proxy, ConnectionFindings.ProxyNotHttp, [variable, value]);
    }

    /// <summary>Excepts a registry and the hosts of its layers from the proxy, in addition to the existing exceptions.</summary>
    public static CommandLine Except(RegistryTarget target)
    {
        string hosts = target.Cloud is { } cloud ? $"{target.Host},{DataHost.SuffixOf(cloud)}" : target.Host ?? string.Empty;
        return Except(hosts);
    }

    /// <summary>Excepts hosts from the proxy, in addition to the existing exceptions.</summary>
    public static CommandLine Except(string hosts)
    {
        string safe = hosts.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ',' or ':' or '[' or ']') ? hosts : "<host>";
        string variable = ProxySettings.BypassVariable ?? BypassVariable;
        return new(ProxySettings.BypassVariable is null ? $"$env:{variable} = '{safe}'" : $"$env:{variable} += ',{safe}'");
    }

    // A blank cannot be seen in a list.
    private static string Name(char c) => c == ' ' ? "' '" : UntrustedText.Clean(c.ToString());
}
