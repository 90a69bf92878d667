namespace AcrHealth.Text;

/// <summary>Masks the secrets that sessions are given, send and receive, by their value.</summary>
/// <remarks>
/// Secrets of a session are masked in all texts of that session; the tokens and links that a registry issued, in that registry's
/// texts only, so that a hostile one cannot mask the texts about another. The session and registry of a piece of work flow with it.
/// Work without a session, or that has lost it, is covered by the secrets of all: a mistake hides too much, never too little.
/// </remarks>
internal static class SecretVault
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    // A few of the longest secrets fit; these belong to no session.
    private const int StrayCapacity = 64 * 1024;

    private static readonly AsyncLocal<SecretScope?> Ambient = new();
    private static readonly SecretStore Stray = new(StrayCapacity);
    private static int _isUsed;

    /// <summary>The secrets that apply to the current work; null for those of all sessions.</summary>
    public static SecretScope? Scope
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Protects a secret that the session was given, or received for all of its registries.</summary>
    public static void Protect(string? secret)
    {
        if (!string.IsNullOrEmpty(secret))
        {
            Use(Scope?.Session.Store ?? Stray).Add(secret);
        }
    }

    /// <summary>Protects a password, and the pair that Basic authentication encodes with it.</summary>
    public static void ProtectLogin(string? user, string? password)
    {
        if (!string.IsNullOrEmpty(password))
        {
            SecretStore store = Use(Scope?.Session.Store ?? Stray);
            store.Add(password);
            store.AddPair(user ?? string.Empty, password);
        }
    }

    /// <summary>Protects a secret that the current registry issued, or one of the session's that is sent to it.</summary>
    public static void ProtectExchanged(string? secret)
    {
        SecretScope? scope = Scope;
        if (!string.IsNullOrEmpty(secret) && scope?.Session.Store.Contains(secret) != true)
        {
            Use(scope?.Registry ?? scope?.Session.Store ?? Stray).Add(secret);
        }
    }

    /// <summary>Replaces secrets and their fragments with asterisks.</summary>
    /// <param name="text">The text, without hidden characters.</param>
    /// <param name="isWhole">Whether secrets that are too short for fragments are hidden, too: true for texts from outside, false for this program's
    /// own.</param>
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

    /// <summary>Sets the store that the vault uses from now on.</summary>
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
                // Adjacent marks are one secret in two forms.
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

    // The last one or two characters of base64 also depend on the text after the secret; with an equals sign they are its end.
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
