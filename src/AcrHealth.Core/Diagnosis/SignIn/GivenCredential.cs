using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Evaluates a user name and password that the caller gave.</summary>
internal static class GivenCredential
{
    private const int UserNameLength = 100;

    public static CheckOutcome Evaluate(CheckContext context, SignInMethod.Password given)
    {
        var detail = new CredentialDetail { Source = "Credential" };
        return StrayWhitespace(given) is { } part
            ? context.Report(SignInFindings.CredentialWithWhitespace, detail, ("part", part))
            : CheckOutcome.Passed(MessageFormat.Format(Strings.CredentialPassword, UserName(given), context.Options.CommandSyntax.Parameter("Credential")), detail);
    }

    /// <summary>The user name as it may be shown.</summary>
    public static string UserName(SignInMethod.Password given) => UntrustedText.Clean(given.Credential.UserName, UserNameLength);

    /// <summary>The part that has a blank or line break around it or a control character in it, in the current language; null if none has.</summary>
    public static string? StrayWhitespace(SignInMethod.Password given) => (IsStray(given.Credential.UserName), IsStray(given.Credential.Password)) switch
    {
        (true, true) => Strings.CredentialPartBoth,
        (true, false) => Strings.CredentialPartUserName,
        (false, true) => Strings.CredentialPartPassword,
        _ => null,
    };

    private static bool IsStray(string text) => text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Any(char.IsControl));
}
