namespace AcrHealth.Text;

/// <summary>A text in the form that is searched for secrets, with the position of each character in the original text.</summary>
/// <remarks>Views are folded: letters are in lower case, and the two URL-safe characters of base64 become those of the standard alphabet.</remarks>
internal sealed class TextView
{
    // Three layers cover a URL in a form in a JSON text in a JSON text.
    private const int MostDecodings = 3;

    private readonly char[] _characters;
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    private TextView(char[] characters, int[]? starts, int[]? ends)
    {
        _characters = characters;
        _starts = starts;
        _ends = ends;
    }

    public ReadOnlySpan<char> Characters => _characters;

    /// <summary>Whether only the letters and digits of the text are left, so that adjacent characters here may not be adjacent there.</summary>
    public bool IsSkeleton { get; private init; }

    /// <summary>
    /// Returns the views of a text: unchanged, without its escapes (of URLs, JSON, HTML; in several layers), and its letters and digits only.
    /// </summary>
    public static IReadOnlyList<TextView> Of(string text)
    {
        List<TextView> views = [new(Fold(text), null, null)];
        while (views.Count <= MostDecodings && TextDecoder.Decode(views[^1]) is { } decoded)
        {
            views.Add(decoded);
        }

        if (views[^1].Skeleton() is { } skeleton)
        {
            views.Add(skeleton);
        }

        return views;
    }

    /// <summary>Returns the text as views fold it.</summary>
    public static string Folded(string text) => new(Fold(text));

    /// <summary>Returns the letters and digits of a folded text.</summary>
    public static string SkeletonOf(string folded) => string.Concat(folded.Where(char.IsLetterOrDigit));

    /// <summary>Returns the part of the original text that a part of the view represents.</summary>
    public (int Start, int End) Source(int start, int end) => _starts is null ? (start, end) : (_starts[start], _ends![end - 1]);

    private TextView? Skeleton()
    {
        int count = _characters.Count(char.IsLetterOrDigit);
        if (count == _characters.Length || count < SecretFragmentIndex.Fragment)
        {
            return null;
        }

        var builder = new Builder(this, count);
        for (int i = 0; i < _characters.Length; i++)
        {
            if (char.IsLetterOrDigit(_characters[i]))
            {
                builder.Add(_characters[i], i, i + 1);
            }
        }

        return builder.ToView(isSkeleton: true);
    }

    private static char[] Fold(string text)
    {
        char[] folded = new char[text.Length];
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = Fold(text[i]);
        }

        return folded;
    }

    private static char Fold(char c) => c switch
    {
        '-' => '+',
        '_' => '/',
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>Builds a view from another one.</summary>
    internal sealed class Builder(TextView source, int capacity)
    {
        private readonly List<char> _characters = new(capacity);
        private readonly List<int> _starts = new(capacity);
        private readonly List<int> _ends = new(capacity);

        /// <summary>Adds a character that represents a part of the other view.</summary>
        public void Add(char c, int start, int end)
        {
            (int from, int to) = source.Source(start, end);
            _characters.Add(Fold(c));
            _starts.Add(from);
            _ends.Add(to);
        }

        public TextView ToView(bool isSkeleton) => new([.. _characters], [.. _starts], [.. _ends]) { IsSkeleton = isSkeleton };
    }
}
