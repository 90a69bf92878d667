using System.Text.RegularExpressions;
using AcrHealth.Identity;
using AcrHealth.Model;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Finds out why a program that should have given a token failed, such as the Azure CLI.</summary>
internal static partial class TokenProgramFailure
{
    private const int ReasonLength = 300;

    /// <summary>Whether the program, or the part of it that signs in, is not installed.</summary>
    public static bool IsNotInstalled(SignInSourceFailure failure) =>
        failure.Program is null or { Absence: not ProgramAbsence.None } || failure.Message.Contains("not installed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the program works but no account is signed in with it.</summary>
    public static bool IsNotSignedIn(SignInSourceFailure failure) =>
        !IsNotInstalled(failure) && !failure.Program!.TimedOut && !Crash().IsMatch(failure.Program.Error)
        && (Advice().IsMatch(failure.Program.Error) || Advice().IsMatch(failure.Message));

    /// <summary>The host that the program could not reach, by the error texts of Python, Go and .NET; null if that is not the reason of the failure.</summary>
    public static SignInHostFailure? HostOf(SignInSourceFailure failure, Uri authority)
    {
        string error = failure.Program?.Error ?? string.Empty;
        if (!Connection().IsMatch(error))
        {
            return null;
        }

        Match named = Host().Match(error);
        string host = named.Success ? UntrustedText.Clean(named.Groups[1].Value, 100) : authority.Host;
        SignInHostProblem problem = Proxy().IsMatch(error) ? SignInHostProblem.ProxyRefused
            : Certificate().IsMatch(error) ? SignInHostProblem.Untrusted
            : Name().IsMatch(error) ? SignInHostProblem.NameNotFound
            : SignInHostProblem.Unreachable;
        return new(host, problem, UntrustedText.CleanEnd(error, ReasonLength));
    }

    /// <summary>The reason why the program did not start, the end of its error output, or its exit code.</summary>
    public static string Reason(SignInProgramFailure program) =>
        program.StartFailure is { } failure ? UntrustedText.Clean(failure, ReasonLength)
        : program.Error.Length > 0 ? UntrustedText.CleanEnd(program.Error, ReasonLength)
        : $"exit code {program.ExitCode}";

    /// <summary>The command with which a person can reproduce the failure.</summary>
    public static CommandLine Command(SignInSourceFailure failure) => new(failure.Source switch
    {
        SignInSource.AzureCli => "az account get-access-token --resource https://containerregistry.azure.net --query expiresOn",
        SignInSource.AzureDeveloperCli => "azd auth token --scope https://containerregistry.azure.net/.default",
        SignInSource.AzurePowerShell => "Get-AzAccessToken -ResourceUrl https://containerregistry.azure.net -AsSecureString",
        _ => RemedyCommands.Path(failure.Program?.Command, "program"),
    });

    [GeneratedRegex(@"\baz login\b|\baz account set\b|azd auth login|Connect-AzAccount|not logged in", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Advice();

    [GeneratedRegex(@"Traceback \(most recent call last\)|panic:|Unhandled exception|Segmentation fault|CLIInternalError", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Crash();

    [GeneratedRegex(
        @"Max retries exceeded|Failed to establish a new connection|NameResolutionError|getaddrinfo|CERTIFICATE_VERIFY_FAILED|certificate verify failed|ProxyError|ConnectionError|dial tcp|no such host|tls: failed to verify|x509:|UntrustedRoot|No such host is known|Connection refused|Name or service not known",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Connection();

    [GeneratedRegex(@"host='([A-Za-z0-9.-]+)'|https://([A-Za-z0-9.-]+)|\(([A-Za-z0-9.-]+):443\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Host();

    [GeneratedRegex("ProxyError|Cannot connect to proxy|Tunnel connection failed|proxyconnect", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Proxy();

    [GeneratedRegex("certificate verify failed|CERTIFICATE_VERIFY_FAILED|x509:|tls: failed to verify|UntrustedRoot", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Certificate();

    [GeneratedRegex("NameResolutionError|getaddrinfo|no such host|Name or service not known|No such host is known|nodename nor servname", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Name();
}
