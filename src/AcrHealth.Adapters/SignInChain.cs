using AcrHealth.Adapters.TokenPrograms;
using AcrHealth.Identity;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>
/// The sources of identities in the order of Azure.Identity's default chain: first those that the library implements, one by one, and then the programs that
/// users sign in to, which are run here so that they exit with the check. AZURE_TOKEN_CREDENTIALS selects among them as in the library.
/// </summary>
internal sealed class SignInChain
{
    private const string DevelopmentTools = "dev";
    private const string DeployedServices = "prod";
    private const string Exhausted = "No source of identities gave a token.";

    // AADSTS500011: the tenant has no service principal for Azure Container Registry. Registries accept Resource Manager's tokens, too.
    private const string UnknownResource = "AADSTS500011";

    private readonly IReadOnlyList<LibrarySource> _library;
    private readonly IReadOnlyList<TokenProgram> _programs;
    private readonly SignInExchanges _exchanges;

    private SignInChain(IReadOnlyList<LibrarySource> library, IReadOnlyList<TokenProgram> programs, SignInExchanges exchanges)
    {
        _library = library;
        _programs = programs;
        _exchanges = exchanges;
    }

    /// <summary>One source of the library's, and nothing else.</summary>
    public static SignInChain Of(LibrarySource source, SignInExchanges exchanges) => new([source], [], exchanges);

    /// <summary>The default chain.</summary>
    /// <exception cref="EntraSignInException">AZURE_TOKEN_CREDENTIALS has a value that is not known.</exception>
    public static SignInChain Default(EntraTokenRequest request, SignInTransport transport)
    {
        LibrarySource[] library = [.. LibrarySource.Default(request, transport)];
        TokenProgram[] programs = [new VisualStudio(), new AzureCli(), new AzurePowerShell(), new AzureDeveloperCli()];
        if (IdentityVariables.Value(IdentityVariables.TokenCredentials) is not { } choice)
        {
            return new(library, programs, transport.Exchanges);
        }

        if (!IdentityVariables.IsKnownChoice(choice))
        {
            throw new EntraSignInException($"{IdentityVariables.TokenCredentials} has a value that is not known.", []);
        }

        bool hasLibrary = Is(DeployedServices);
        bool hasPrograms = Is(DevelopmentTools);
        return new(
            [.. library.Where(source => hasLibrary || Is(source.Source))],
            [.. programs.Where(program => hasPrograms || Is(program.Source))],
            transport.Exchanges);

        bool Is(string value) => choice.Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Gets a token from the first source that has one. A source that is configured and refused stops the chain, as others would hide the problem.
    /// </summary>
    /// <exception cref="EntraSignInException">No source has one.</exception>
    public async Task<EntraToken> GetTokenAsync(EntraTokenRequest request, CancellationToken cancellationToken)
    {
        List<SignInSourceFailure> attempts = [];
        foreach (LibrarySource source in _library)
        {
            (EntraToken? token, SignInSourceFailure? failure) = await TryAsync(source, request, cancellationToken).ConfigureAwait(false);
            if (token is not null)
            {
                return token;
            }

            attempts.Add(failure!);
            if (!failure!.IsUnavailable)
            {
                throw new EntraSignInException(failure.Message, attempts);
            }
        }

        foreach (TokenProgram program in _programs)
        {
            try
            {
                AccessToken token = await WithFallbackAsync(request, scope => program.GetTokenAsync(scope, request.TenantId, cancellationToken)).ConfigureAwait(false);
                return new(token.Token, token.ExpiresOn, program.Source);
            }
            catch (TokenProgramException exception)
            {
                attempts.Add(exception.Failure);
                if (cancellationToken.IsCancellationRequested)
                {
                    break;
                }
            }
        }

        throw new EntraSignInException(attempts.Count == 1 ? attempts[0].Message : Exhausted, attempts);
    }

    private async Task<(EntraToken? Token, SignInSourceFailure? Failure)> TryAsync(LibrarySource source, EntraTokenRequest request, CancellationToken cancellationToken)
    {
        _exchanges.Reset();
        try
        {
            TokenCredential credential = source.Create();
            AccessToken token = await WithFallbackAsync(
                request,
                async scope => await credential.GetTokenAsync(new TokenRequestContext([scope], tenantId: request.TenantId), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return (new(token.Token, token.ExpiresOn, source.Source), null);
        }
        catch (Exception exception) when (exception is not EntraSignInException)
        {
            return (null, SignInFailure.Read(source.Source, exception, _exchanges, cancellationToken.IsCancellationRequested));
        }
    }

    private static async Task<AccessToken> WithFallbackAsync(EntraTokenRequest request, Func<string, Task<AccessToken>> getToken)
    {
        try
        {
            return await getToken(request.Scope).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or TokenProgramException
            && exception.Message.Contains(UnknownResource, StringComparison.Ordinal))
        {
            return await getToken(request.FallbackScope).ConfigureAwait(false);
        }
    }
}
