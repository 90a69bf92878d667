using AcrHealth.Adapters.TokenPrograms;
using AcrHealth.Identity;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>
/// The sources of identities in the order of Azure.Identity's default chain: what the library does itself, and then the programs that
/// people sign in to, which are run here so that they end with the check. AZURE_TOKEN_CREDENTIALS chooses among them as it does there.
/// </summary>
internal sealed class SignInChain
{
    private const string DevelopmentTools = "dev";
    private const string Exhausted = "DefaultAzureCredential failed to retrieve a token from the included credentials. "
        + "See the troubleshooting guide for more information. https://aka.ms/azsdk/net/identity/defaultazurecredential/troubleshoot";

    // AADSTS500011: the tenant has no service principal for Azure Container Registry. Registries take Resource Manager's tokens, too.
    private const string UnknownResource = "AADSTS500011";

    private readonly TokenCredential? _library;
    private readonly IReadOnlyList<TokenProgram> _programs;

    private SignInChain(TokenCredential? library, IReadOnlyList<TokenProgram> programs)
    {
        _library = library;
        _programs = programs;
    }

    /// <summary>The credential of the library's that is tried first; null where only programs are.</summary>
    public string? LibrarySource => _library?.GetType().Name;

    /// <summary>One credential of the library's, and nothing else.</summary>
    public static SignInChain Of(TokenCredential credential) => new(credential, []);

    /// <summary>The default chain.</summary>
    /// <param name="library">Makes the part that is the library's own.</param>
    public static SignInChain Default(Func<TokenCredential> library)
    {
        TokenProgram[] programs = [new VisualStudio(), new AzureCli(), new AzurePowerShell(), new AzureDeveloperCli()];
        string? choice = Environment.GetEnvironmentVariable(DefaultAzureCredential.DefaultEnvironmentVariableName)?.Trim();
        if (string.IsNullOrEmpty(choice))
        {
            return new(library(), programs);
        }

        if (choice.Equals(DevelopmentTools, StringComparison.OrdinalIgnoreCase))
        {
            return new(null, programs);
        }

        // The library knows the other values, and says which they are where it is none of them.
        TokenProgram[] chosen = [.. programs.Where(program => choice.Equals(program.Source, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0 ? new(null, chosen) : new(library(), []);
    }

    /// <summary>Gets a token of the first source that has one.</summary>
    /// <exception cref="EntraSignInException">None has one.</exception>
    /// <exception cref="AuthenticationFailedException">The library has an identity that was refused.</exception>
    public async Task<EntraToken> GetTokenAsync(EntraTokenRequest request, CancellationToken cancellationToken)
    {
        List<SignInSourceFailure> attempts = [];
        if (_library is { } library)
        {
            try
            {
                AccessToken token = await WithFallbackAsync(scope => LibraryTokenAsync(library, scope, request.TenantId, cancellationToken)).ConfigureAwait(false);
                return new(token.Token, token.ExpiresOn, LibrarySource);
            }
            catch (CredentialUnavailableException exception) when (_programs.Count > 0)
            {
                attempts.AddRange(SignInFailure.Read(exception, LibrarySource!).Attempts);
            }
        }

        foreach (TokenProgram program in _programs)
        {
            try
            {
                AccessToken token = await WithFallbackAsync(scope => program.GetTokenAsync(scope, request.TenantId, cancellationToken)).ConfigureAwait(false);
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

        async Task<AccessToken> WithFallbackAsync(Func<string, Task<AccessToken>> getToken)
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

    private static async Task<AccessToken> LibraryTokenAsync(TokenCredential library, string scope, string? tenant, CancellationToken cancellationToken) =>
        await library.GetTokenAsync(new TokenRequestContext([scope], tenantId: tenant), cancellationToken).ConfigureAwait(false);
}
