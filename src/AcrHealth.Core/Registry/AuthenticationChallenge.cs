using System.Text;

namespace AcrHealth.Registry;

/// <summary>One way of signing in that a server offers in a WWW-Authenticate header (RFC 9110, section 11.6.1).</summary>
/// <param name="Scheme">The scheme's name, as the server wrote it.</param>
/// <param name="Parameters">Its parameters by their names, whatever their case.</param>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MaximumChallenges = 16;
    private const int MaximumParameters = 32;

    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenges in a header's values. Unreadable parts are skipped: the challenges that are left show whether they mattered.</summary>
    public static IReadOnlyList<AuthenticationChallenge> Parse(IEnumerable<string> values)
    {
        var challenges = new List<AuthenticationChallenge>();
        foreach (string value in values)
        {
            var reader = new Reader(value);
            while (challenges.Count < MaximumChallenges && reader.TryReadChallenge(out AuthenticationChallenge? challenge))
            {
                challenges.Add(challenge!);
            }
        }

        return challenges;
    }

    private struct Reader(string text)
    {
        private int _at;

        public bool TryReadChallenge(out AuthenticationChallenge? challenge)
        {
            challenge = null;
            string scheme;
            do
            {
                SkipToToken();
                scheme = Token();
                if (scheme.Length == 0)
                {
                    return false;
                }
            }
            while (!EndsScheme());

            var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (TryReadParameter(out string name, out string value))
            {
                if (parameters.Count < MaximumParameters)
                {
                    parameters.TryAdd(name, value);
                }
            }

            challenge = new(scheme, parameters);
            return true;
        }

        private bool TryReadParameter(out string name, out string value)
        {
            int start = _at;
            value = string.Empty;
            SkipSeparators();
            name = Token();
            SkipSpace();
            if (name.Length == 0 || _at >= text.Length || text[_at] != '=')
            {
                // A token without "=" is the next challenge's scheme.
                _at = start;
                return false;
            }

            _at++;
            SkipSpace();
            value = _at < text.Length && text[_at] == '"' ? Quoted() : Bare();
            return true;
        }

        private string Quoted()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                if (text[_at] == '\\' && _at + 1 < text.Length)
                {
                    _at++;
                }

                value.Append(text[_at]);
            }

            _at = Math.Min(_at + 1, text.Length);
            return value.ToString();
        }

        // Some servers leave out the quotes around URLs, which are not tokens.
        private string Bare()
        {
            int start = _at;
            while (_at < text.Length && text[_at] is not (',' or ' ' or '\t'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private string Token()
        {
            int start = _at;
            while (_at < text.Length && IsTokenCharacter(text[_at]))
            {
                _at++;
            }

            return text[start.._at];
        }

        private void SkipToToken()
        {
            while (_at < text.Length && !IsTokenCharacter(text[_at]))
            {
                _at++;
            }
        }

        // "=" after a word makes it a parameter that has lost its scheme.
        private bool EndsScheme()
        {
            int start = _at;
            SkipSpace();
            bool isParameter = _at < text.Length && text[_at] == '=';
            if (isParameter)
            {
                _at++;
                SkipSpace();
                _ = _at < text.Length && text[_at] == '"' ? Quoted() : Bare();
                return false;
            }

            _at = start;
            return true;
        }

        private void SkipSeparators()
        {
            while (_at < text.Length && text[_at] is (',' or ' ' or '\t'))
            {
                _at++;
            }
        }

        private void SkipSpace()
        {
            while (_at < text.Length && text[_at] is (' ' or '\t'))
            {
                _at++;
            }
        }

        private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
    }
}
