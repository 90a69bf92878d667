namespace AcrHealth.Network.Proxies;

/// <summary>A variable does not name an HTTP proxy.</summary>
/// <param name="variable">The variable.</param>
/// <param name="value">What it names, without credentials.</param>
internal sealed class ProxyFormatException(string variable, string value) : FormatException(value)
{
    public string Variable { get; } = variable;

    /// <summary>The characters of the credentials that a URL cannot contain as they are, each once; empty if that is not what is wrong.</summary>
    public IReadOnlyList<char> UnescapedCharacters { get; init; } = [];

    /// <summary>Host and port behind the credentials.</summary>
    public string Address { get; init; } = string.Empty;
}
