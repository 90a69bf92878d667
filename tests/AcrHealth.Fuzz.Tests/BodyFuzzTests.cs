using System.Buffers.Text;
using System.Text;
using AcrHealth.Identity;
using AcrHealth.Registry;

namespace AcrHealth.Fuzz.Tests;

public sealed class BodyFuzzTests
{
    private static readonly string[] JsonWords =
        ["\"errors\":", "[", "]", "{", "}", "null", "true", "1e400", "\"\\ud800\"", "\"\\u001b[31m\"", "\"access_token\":", ",", "{\"a\":1,\"a\":2}", "//", "/*"];

    [Fact]
    public void Any_token_body_holds_a_token_or_none()
    {
        var mutator = new Mutator(
            [
                "{\"access_token\":\"eyJhbGciOiJub25lIn0.e30.\"}", "{\"refresh_token\":\"abc\",\"token\":\"def\"}", "{\"access_token\":null}", "[]",
                "<!DOCTYPE html><html></html>", "{\"access_token\":{\"a\":[1,2,{\"b\":null}]}}", "{\"token\":\"\\ud83d\\ude00\"}", "",
            ],
            JsonWords);

        Campaign.Run(8, mutator, body =>
        {
            string? token = TokenResponse.Read(body, "access_token", "token");
            Assert.True(token is null || (token.Length > 0 && token.Length <= body.Length));
        });
    }

    [Fact]
    public void Any_error_body_gives_a_bounded_harmless_error_or_none()
    {
        var mutator = new Mutator(
            [
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\",\"detail\":[{\"Type\":\"repository\"}]}]}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS7000215: \\u001b[31mInvalid client secret\"}",
                "{\"errors\":[]}", "{\"errors\":[[]]}", "{\"errors\":{\"code\":1}}", " {\"errors\":[{\"code\":null,\"message\":\"\\ud800\"}]}", "<html>",
            ],
            JsonWords);

        Campaign.Run(8, mutator, body =>
        {
            if (RegistryError.Parse(body) is { } error)
            {
                Assert.InRange(error.Code.Length, 0, 101);
                Assert.InRange(error.Message.Length, 0, 401);
                Assert.NotEmpty(error.ToString());
                HarmlessText.Check(error.ToString());
            }
        });
    }

    [Fact]
    public void Any_token_tells_bounded_harmless_claims_or_none()
    {
        var mutator = new Mutator(
            [
                "{\"aud\":\"https://containerregistry.azure.net\",\"tid\":\"t\",\"oid\":\"o\",\"appid\":\"a\",\"exp\":1893456000}",
                "{\"aud\":[\"a\",\"b\"],\"exp\":1.5}", "{\"exp\":99999999999999}", "{\"azp\":\"\\u202e\",\"exp\":-1}", "[]",
            ],
            JsonWords);

        Campaign.Run(8, mutator, payload =>
        {
            // The payload as it is, and as a token carries it: only so do most of the cases come past the base64.
            string carried = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.";
            foreach (string token in new[] { payload, carried })
            {
                TokenClaims claims = TokenClaims.Read(token);
                foreach (string? claim in new[] { claims.Audience, claims.TenantId, claims.ObjectId, claims.ApplicationId })
                {
                    Assert.InRange(claim?.Length ?? 0, 0, 201);
                    HarmlessText.Check(claim ?? string.Empty);
                }
            }
        });
    }
}
