using System.Text.RegularExpressions;
using AcrHealth.Identity;
using AcrHealth.Text;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Reads what each source of identities said out of Azure.Identity's exceptions.</summary>
internal static partial class SignInFailure
{
    private static readonly string[] SecretVariables = ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD", "IDENTITY_HEADER", "MSI_SECRET"];

    private const int LongestText = 8 * 1024;

    public static EntraSignInException Read(Exception exception, string credential)
    {
        // The chain gathers what its sources said in one exception; a source that is set up and refused speaks alone.
        if (exception.InnerException is AggregateException gathered && exception is CredentialUnavailableException)
        {
            SignInSourceFailure[] attempts = [.. gathered.InnerExceptions.Select(inner => Attempt(inner, credential))];
            return new(WithoutSecrets(FirstLine(exception.Message)), attempts);
        }

        return new(WithoutSecrets(FirstLine(exception.GetBaseException().Message)), [Attempt(exception, credential)]);
    }

    /// <summary>What a program said, without secrets.</summary>
    public static SignInSourceFailure WithoutSecrets(SignInSourceFailure failure) => failure with
    {
        Message = WithoutSecrets(failure.Message),
        Program = failure.Program is { } program ? program with { Error = WithoutSecrets(program.Error) } : null,
    };

    private static SignInSourceFailure Attempt(Exception exception, string credential)
    {
        string message = FirstLine(exception.Message);
        string cause = FirstLine(exception.GetBaseException().Message);
        return new(SourceIn(exception, credential), WithoutSecrets(message.Contains(cause, StringComparison.Ordinal) ? message : $"{message} {cause}"));
    }

    // A sign-in service can write as much as a response may have; a person reads a line.
    private static string FirstLine(string text)
    {
        string start = text.Length > LongestText ? text[..LongestText] : text;
        return start.Split('\n', 2)[0].Trim();
    }

    private static string SourceIn(Exception exception, string credential)
    {
        Match named = CredentialName().Match(FirstLine(exception.Message));
        if (named.Success)
        {
            return named.Value;
        }

        named = CredentialName().Match(exception.StackTrace ?? string.Empty);
        return named.Success ? named.Value : credential;
    }

    private static string WithoutSecrets(string text)
    {
        foreach (string variable in SecretVariables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret)
            {
                text = text.Replace(secret, "***", StringComparison.Ordinal);
            }
        }

        return Secrets.Hide(text);
    }

    [GeneratedRegex(@"\b(?!TokenCredential|DefaultAzureCredential|ChainedTokenCredential)[A-Z][A-Za-z]+Credential\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CredentialName();
}
