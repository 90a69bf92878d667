using AcrHealth.Identity;

namespace AcrHealth.Registry;

/// <summary>Requests an access token from a token service, by the caller's sign-in method.</summary>
internal static class TokenRequest
{
    public static HttpRequestMessage For(RegistrySession session, SignInMethod signIn, string scope)
    {
        string service = session.Challenge.Service!;
        if (signIn is SignInMethod.Anonymous)
        {
            string query = $"service={Uri.EscapeDataString(service)}&scope={Uri.EscapeDataString(scope)}";
            return new(HttpMethod.Get, session.Challenge.TokensWith(query));
        }

        Dictionary<string, string> form = new() { ["service"] = service, ["scope"] = scope };
        if (signIn is SignInMethod.Password { Credential: var credential })
        {
            form["grant_type"] = "password";
            form["username"] = credential.UserName;
            form["password"] = credential.Password;
        }
        else
        {
            form["grant_type"] = "refresh_token";
            form["refresh_token"] = session.RefreshToken!;
        }

        return new(HttpMethod.Post, session.Challenge.TokensWith(string.Empty)) { Content = new FormUrlEncodedContent(form) };
    }
}
