namespace AcrHealth.Network.Proxies;

/// <summary>A variable does not name an HTTP proxy.</summary>
/// <param name="variable">The variable.</param>
/// <param name="value">The variable's value, without credentials.</param>
internal sealed class ProxyFormatException(string variable, string value) : FormatException(value)
{
    public string Variable { get; } = variable;

    /// <summary>The credentials' characters that a URL must encode, each once; empty if they are not the problem.</summary>
    public IReadOnlyList<char> UnescapedCharacters { get; init; } = [];

    /// <summary>The host and port after the credentials.</summary>
    public string Address { get; init; } = string.Empty;
}
