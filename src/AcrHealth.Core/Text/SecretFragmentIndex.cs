using System.Security.Cryptography;

namespace AcrHealth.Text;

/// <summary>Finds fragments of secrets in texts. Stores each form of a secret, and an entry for every fifth position in it.</summary>
/// <remarks>
/// Any 12 characters of a form contain 8 that begin at a fifth position. So an entry for these finds every fragment of 12 or more, and each hit
/// is compared with the form: there are no false positives. The hash is a rolling one, so that a text costs a step for each of its characters.
/// </remarks>
internal sealed class SecretFragmentIndex
{
    /// <summary>The shortest fragment of a secret that is found, in characters.</summary>
    public const int Fragment = 12;

    private const int Gram = 8;
    private const int Stride = Fragment - Gram + 1;

    // A secret of one repeated character would make every text that repeats it a search through the whole secret.
    private const int MostCandidates = 8;

    private const int FilterBits = 16;

    // The base is random, so that nobody can prepare a text whose positions all have the same hash.
    private static readonly ulong Base = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    private static readonly ulong Leaving = Power(Base, Gram);

    private readonly List<string> _forms = [];
    private readonly List<(int Form, int Position, int Next)> _places = [];
    private readonly Dictionary<ulong, int> _heads = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];

    /// <summary>The number of characters of all forms.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a form, folded as <see cref="TextView"/> folds texts. A form that is shorter than a fragment is ignored.</summary>
    public void Add(string form)
    {
        if (form.Length < Fragment)
        {
            return;
        }

        int index = _forms.Count;
        _forms.Add(form);
        Length += form.Length;
        for (int position = 0; position + Gram <= form.Length; position += Stride)
        {
            AddPlace(Hash(form.AsSpan(position, Gram)), index, position);
        }
    }

    /// <summary>Adds the positions of fragments in the text of the view.</summary>
    public void Mark(TextView view, List<(int Start, int End)> marks)
    {
        ReadOnlySpan<char> text = view.Characters;
        if (_forms.Count == 0 || text.Length < Fragment)
        {
            return;
        }

        ulong hash = 0;
        int marked = 0;
        for (int last = 0; last < text.Length; last++)
        {
            hash = (hash * Base) + text[last];
            if (last >= Gram)
            {
                hash -= text[last - Gram] * Leaving;
            }

            int start = last - Gram + 1;
            if (start < 0 || last < marked || !MayHave(hash) || !_heads.TryGetValue(hash, out int place))
            {
                continue;
            }

            (int from, int to) = Longest(text, start, Math.Max(0, marked - Fragment), place);
            if (to - from >= Fragment)
            {
                marks.Add(view.Source(from, to));
                marked = to;
            }
        }
    }

    private (int From, int To) Longest(ReadOnlySpan<char> text, int start, int floor, int place)
    {
        (int From, int To) longest = (start, start);
        for (; place >= 0; place = _places[place].Next)
        {
            (int form, int position, _) = _places[place];
            string secret = _forms[form];
            if (!text.Slice(start, Gram).SequenceEqual(secret.AsSpan(position, Gram)))
            {
                continue;
            }

            int before = 0;
            while (start - before > floor && position > before && text[start - before - 1] == secret[position - before - 1])
            {
                before++;
            }

            int length = Gram + text[(start + Gram)..].CommonPrefixLength(secret.AsSpan(position + Gram));
            if (before + length > longest.To - longest.From)
            {
                longest = (start - before, start + length);
            }
        }

        return longest;
    }

    private void AddPlace(ulong hash, int form, int position)
    {
        int candidates = 0;
        int head = _heads.GetValueOrDefault(hash, -1);
        for (int place = head; place >= 0; place = _places[place].Next)
        {
            if (++candidates == MostCandidates)
            {
                return;
            }
        }

        _heads[hash] = _places.Count;
        _places.Add((form, position, head));
        int bit = FilterBit(hash);
        _filter[bit >> 6] |= 1UL << (bit & 63);
    }

    private bool MayHave(ulong hash)
    {
        int bit = FilterBit(hash);
        return (_filter[bit >> 6] & (1UL << (bit & 63))) != 0;
    }

    private static int FilterBit(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15) >> (64 - FilterBits));

    private static ulong Hash(ReadOnlySpan<char> gram)
    {
        ulong hash = 0;
        foreach (char c in gram)
        {
            hash = (hash * Base) + c;
        }

        return hash;
    }

    private static ulong Power(ulong number, int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= number;
        }

        return power;
    }
}
