namespace AcrHealth.Text;

/// <summary>The secrets that must not be shown, by their value: what sessions are given, send and receive.</summary>
/// <remarks>
/// Secrets of a session are looked for in all texts of that session; what a registry has made up, its tokens and links, in that registry's
/// texts alone, so that a hostile one cannot blot out what is told of another. Which session and registry a piece of work is for flows with it.
/// Work that is for none, or has lost that, is covered by the secrets of all: a mistake hides too much, never too little.
/// </remarks>
internal static class SecretVault
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    // A few of the longest secrets: what gets here belongs to no session.
    private const int StrayCapacity = 64 * 1024;

    private static readonly AsyncLocal<SecretScope?> Ambient = new();
    private static readonly SecretStore Stray = new(StrayCapacity);
    private static int _isUsed;

    /// <summary>Whose secrets are at stake here; null for everybody's.</summary>
    public static SecretScope? Scope
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Remembers a secret that the session was given, or got for all of its registries.</summary>
    public static void Protect(string? secret)
    {
        if (!string.IsNullOrEmpty(secret))
        {
            Use(Scope?.Session.Store ?? Stray).Add(secret);
        }
    }

    /// <summary>Remembers a password, and the pair that Basic authentication makes of it.</summary>
    public static void ProtectLogin(string? user, string? password)
    {
        if (!string.IsNullOrEmpty(password))
        {
            SecretStore store = Use(Scope?.Session.Store ?? Stray);
            store.Add(password);
            store.AddPair(user ?? string.Empty, password);
        }
    }

    /// <summary>Remembers a secret that the registry in hand has made up, or one of the session's own that is sent to it.</summary>
    public static void ProtectExchanged(string? secret)
    {
        SecretScope? scope = Scope;
        if (!string.IsNullOrEmpty(secret) && scope?.Session.Store.Contains(secret) != true)
        {
            Use(scope?.Registry ?? scope?.Session.Store ?? Stray).Add(secret);
        }
    }

    /// <summary>The text with asterisks in the place of secrets and of their fragments.</summary>
    /// <param name="text">The text, without hidden characters.</param>
    /// <param name="isWhole">Whether secrets that are too short for fragments are hidden, too: in a text of a stranger's, and not in one of our own.</param>
    public static string Conceal(string text, bool isWhole = true)
    {
        if (Volatile.Read(ref _isUsed) == 0 || text.Length < SecretStore.ShortestSecret)
        {
            return text;
        }

        List<(int Start, int End)> marks = [];
        IReadOnlyList<TextView> views = TextView.Of(text);
        foreach (SecretStore store in Scope?.Stores ?? SessionSecrets.AllStores())
        {
            store.Mark(views, isWhole, marks);
        }

        Stray.Mark(views, isWhole, marks);
        return marks.Count == 0 ? text : Masked(text, marks);
    }

    /// <summary>Makes the vault look at texts from now on.</summary>
    internal static SecretStore Use(SecretStore store)
    {
        Volatile.Write(ref _isUsed, 1);
        return store;
    }

    private static string Masked(string text, List<(int Start, int End)> marks)
    {
        marks.Sort();
        var masked = new System.Text.StringBuilder(text.Length);
        int shown = 0;
        foreach ((int start, int end) in marks)
        {
            if (end <= shown)
            {
                continue;
            }

            if (start >= shown)
            {
                // Marks that touch are one secret in two forms.
                masked.Append(text, shown, start - shown);
                if (start > shown || masked.Length == 0)
                {
                    masked.Append(Mask);
                }
            }

            shown = AfterPadding(text, end);
        }

        return masked.Append(text, shown, text.Length - shown).ToString();
    }

    // The last character or two of base64 are made of what comes behind the secret, too; with an equals sign they are the end of it.
    private static int AfterPadding(string text, int end)
    {
        int padding = end;
        while (padding < text.Length && padding - end < 2 && char.IsAsciiLetterOrDigit(text[padding]))
        {
            padding++;
        }

        if (padding == text.Length || text[padding] != '=')
        {
            return end;
        }

        while (padding < text.Length && text[padding] == '=')
        {
            padding++;
        }

        return padding;
    }
}
