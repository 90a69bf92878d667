namespace AcrHealth.Text;

/// <summary>Stores secrets in all the forms in which they may occur. Bounded: it drops the oldest beyond its capacity.</summary>
/// <param name="capacity">The minimum number of characters of secrets that it holds.</param>
internal sealed class SecretStore(int capacity)
{
    /// <summary>The minimum length of a secret: shorter ones are parts of ordinary words.</summary>
    public const int ShortestSecret = 4;

    /// <summary>The maximum number of characters of a secret that are searched for.</summary>
    public const int LongestSecret = 16 * 1024;

    // Shorter secrets are found only as whole words.
    private const int ShortestInsideWords = 8;

    private const int MostShort = 256;

    private readonly object _lock = new();
    private readonly List<(string Form, bool IsWord)> _short = [];
    private Generation _current = new();
    private Generation _previous = new();

    public bool Contains(string secret)
    {
        lock (_lock)
        {
            return Knows(Key(secret, isPair: false));
        }
    }

    /// <summary>Adds a secret.</summary>
    public void Add(string? secret) => Take(secret, isPair: false);

    /// <summary>Adds a pair of user name and password as Basic authentication encodes it: in base64 only, since the user name alone is not secret.</summary>
    public void AddPair(string user, string password) => Take($"{user}:{password}", isPair: true);

    /// <summary>Adds the positions of secrets in a text.</summary>
    /// <param name="views">The views of the text.</param>
    /// <param name="isWhole">Whether secrets that are too short for fragments are searched for, too.</param>
    /// <param name="marks">The positions.</param>
    public void Mark(IReadOnlyList<TextView> views, bool isWhole, List<(int Start, int End)> marks)
    {
        lock (_lock)
        {
            foreach (TextView view in views)
            {
                _current.Index.Mark(view, marks);
                _previous.Index.Mark(view, marks);
                if (isWhole && !view.IsSkeleton)
                {
                    MarkShort(view, marks);
                }
            }
        }
    }

    private static string Key(string secret, bool isPair)
    {
        string key = secret.Length > LongestSecret ? secret[..LongestSecret] : secret;
        return isPair ? "\0" + key : key;
    }

    private void Take(string? secret, bool isPair)
    {
        if (secret is null || secret.Length < ShortestSecret)
        {
            return;
        }

        string key = Key(secret, isPair);
        lock (_lock)
        {
            if (_current.Known.Contains(key))
            {
                return;
            }

            if (_current.Characters >= capacity)
            {
                (_current, _previous) = (new(), _current);
            }

            _current.Known.Add(key);
            _current.Characters += key.Length;
            string text = isPair ? key[1..] : key;
            if (!isPair)
            {
                foreach (string form in SecretForms.OfText(text))
                {
                    AddForm(form, form.Length < ShortestInsideWords);
                }
            }

            foreach (string form in SecretForms.OfBytes(text).Where(form => form.Length >= ShortestInsideWords))
            {
                AddForm(form, isWord: false);
            }
        }
    }

    private void AddForm(string form, bool isWord)
    {
        if (form.Length >= SecretFragmentIndex.Fragment)
        {
            _current.Index.Add(form);
        }
        else if (form.Length >= ShortestSecret && !_short.Contains((form, isWord)))
        {
            if (_short.Count == MostShort)
            {
                _short.RemoveAt(0);
            }

            _short.Add((form, isWord));
        }
    }

    private void MarkShort(TextView view, List<(int Start, int End)> marks)
    {
        foreach ((string form, bool isWord) in _short)
        {
            ReadOnlySpan<char> text = view.Characters;
            int from = 0;
            while (text[from..].IndexOf(form, StringComparison.Ordinal) is var at and >= 0)
            {
                int start = from + at;
                int end = start + form.Length;
                from = start + 1;
                if (!isWord || (IsEdge(text, start - 1, start) && IsEdge(text, end, end - 1)))
                {
                    marks.Add(view.Source(start, end));
                    from = end;
                }
            }
        }
    }

    // A letter or digit without another one beside it is the edge of a word.
    private static bool IsEdge(ReadOnlySpan<char> text, int outside, int inside) =>
        outside < 0 || outside >= text.Length || !char.IsLetterOrDigit(text[outside]) || !char.IsLetterOrDigit(text[inside]);

    private bool Knows(string key) => _current.Known.Contains(key) || _previous.Known.Contains(key);

    private sealed class Generation
    {
        public SecretFragmentIndex Index { get; } = new();

        public HashSet<string> Known { get; } = [];

        public int Characters { get; set; }
    }
}
