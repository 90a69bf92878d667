using System.Text.RegularExpressions;
using AcrHealth.Identity;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Reads what each source of identities said out of Azure.Identity's exceptions.</summary>
internal static partial class SignInFailure
{
    private const int LongestText = 8 * 1024;

    public static EntraSignInException Read(Exception exception, string credential)
    {
        // The chain gathers what its sources said in one exception; a source that is set up and refused speaks alone.
        if (exception.InnerException is AggregateException gathered && exception is CredentialUnavailableException)
        {
            SignInSourceFailure[] attempts = [.. gathered.InnerExceptions.Select(inner => Attempt(inner, credential))];
            return new(FirstLine(exception.Message), attempts);
        }

        return new(FirstLine(exception.GetBaseException().Message), [Attempt(exception, credential)]);
    }

    private static SignInSourceFailure Attempt(Exception exception, string credential)
    {
        string message = FirstLine(exception.Message);
        string cause = FirstLine(exception.GetBaseException().Message);
        return new(SourceIn(exception, credential), message.Contains(cause, StringComparison.Ordinal) ? message : $"{message} {cause}");
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

    // Azure.Identity's own names and no others: a message may quote what a server said.
    [GeneratedRegex(
        @"\b(?:Environment|WorkloadIdentity|ManagedIdentity|ClientSecret|ClientCertificate|ClientAssertion|UsernamePassword|SharedTokenCache|VisualStudio|VisualStudioCode"
        + @"|AzureCli|AzurePowerShell|AzureDeveloperCli|AzurePipelines|InteractiveBrowser|DeviceCode|OnBehalfOf|AuthorizationCode|Broker)Credential\b",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex CredentialName();
}
