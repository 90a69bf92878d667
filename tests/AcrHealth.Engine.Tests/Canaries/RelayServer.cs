using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>
/// A registry between the client and the simulator's: it answers as that one does, at its own address and with tokens of its own that are opaque, and
/// replaces a part of one of the answers.
/// </summary>
internal sealed partial class RelayServer : Relay
{
    private const string DataPrefix = "/relayed-data";

    private readonly Upstream _upstream;
    private readonly Dictionary<string, string> _real = [];

    public RelayServer(Upstream upstream)
        : base(upstream.Certificate, upstream.Http)
    {
        _upstream = upstream;
        _real[upstream.Given] = upstream.RealGiven;
    }

    protected override string[] Known()
    {
        lock (_real)
        {
            return [.. _real.Keys];
        }
    }

    protected override string UrlOf(string target) => target.StartsWith(DataPrefix, StringComparison.Ordinal)
        ? $"https://{_upstream.DataAuthority}{target[DataPrefix.Length..]}"
        : $"https://{_upstream.Registry}{Inward(target)}";

    protected override string Inward(string text)
    {
        text = text.Replace(Authority, _upstream.Registry, StringComparison.Ordinal).Replace(Uri.EscapeDataString(Authority), Uri.EscapeDataString(_upstream.Registry), StringComparison.Ordinal);
        lock (_real)
        {
            return _real.Aggregate(text, (all, pair) => all.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
        }
    }

    protected override string Outward(string text)
    {
        text = text.Replace("https://" + _upstream.DataAuthority, $"https://{Authority}{DataPrefix}", StringComparison.Ordinal).Replace(_upstream.Registry, Authority, StringComparison.Ordinal);
        return Token().Replace(text, match =>
        {
            string name = match.Groups[1].Value.StartsWith("refresh", StringComparison.Ordinal) ? _upstream.Tokens.Refresh : _upstream.Tokens.Access;
            string alias;
            lock (_real)
            {
                // A registry gives a token for each scope.
                alias = $"{name}{(char)('a' + _real.Count)}";
                _real[alias] = match.Groups[2].Value;
            }

            return $"\"{match.Groups[1].Value}\":\"{alias}\"";
        });
    }

    [GeneratedRegex("\"(access_token|refresh_token)\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>
/// The settings that all relays share: their targets, the credential that the client signs in with and the one that the simulator accepts for it,
/// and the tokens that they issue instead of the simulator's.
/// </summary>
internal sealed record Upstream(string Registry, string DataAuthority, string Given, string RealGiven, CanaryTokens Tokens, X509Certificate2 Certificate, HttpClient Http);

/// <summary>Opaque tokens, known by nothing but their value.</summary>
internal sealed record CanaryTokens(string Refresh, string Access);
