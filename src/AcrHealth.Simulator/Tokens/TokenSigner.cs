using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;

namespace AcrHealth.Simulator.Tokens;

/// <summary>Signs JSON web tokens with RS256, and distinguishes its own valid ones from all others (RFC 7515, RFC 7519).</summary>
internal sealed class TokenSigner : IDisposable
{
    private static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(90);

    // Finding the primes can take longer than all the rest of a start, and nobody needs them before the first token. It is no work
    // for the thread pool, whose few threads have connections to serve.
    private readonly Task<RSA> _generation =
        Task.Factory.StartNew(Generate, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private readonly Lazy<string> _keyId;

    // RSA objects promise nothing about use from several threads.
    private readonly Lock _lock = new();

    public TokenSigner() => _keyId = new Lazy<string>(() => KeyId.Of(Key));

    private RSA Key => _generation.GetAwaiter().GetResult();

    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = _keyId.Value };
        string content = $"{Encode(header)}.{Encode(claims)}";
        lock (_lock)
        {
            byte[] signature = Key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{content}.{Base64Url.EncodeToString(signature)}";
        }
    }

    /// <summary>The claims of a token that this key signed and that is valid now; <see langword="null"/> for anything else.</summary>
    public JsonObject? Verify(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            return IsSigned(parts) && Decode(parts[1]) is { } claims && IsCurrent(claims) ? claims : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The public key as RFC 7517 writes it.</summary>
    public JsonObject ExportJsonWebKey()
    {
        RSAParameters key = Key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = _keyId.Value,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    /// <summary>A self-signed certificate of the public key, for software that is given its trusted issuers that way.</summary>
    public string ExportCertificatePem()
    {
        lock (_lock)
        {
            var request = new CertificateRequest(
                "CN=AcrHealth Simulator tokens", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
            using X509Certificate2 certificate = request.CreateSelfSigned(from, from + CertificateLifetime);
            return certificate.ExportCertificatePem();
        }
    }

    // A key that is still being made is not waited for.
    public void Dispose() => _generation.ContinueWith(generation => generation.Result.Dispose(), TaskScheduler.Default);

    private static RSA Generate()
    {
        var key = RSA.Create(2048);

        // Creating the object alone is not yet making the key.
        _ = key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(WireJson.Serialize(part));

    private static JsonObject? Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;

    private static bool IsCurrent(JsonObject claims)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return claims["nbf"]?.GetValue<long>() <= now && now < claims["exp"]?.GetValue<long>();
    }

    private bool IsSigned(string[] parts)
    {
        JsonObject? header = Decode(parts[0]);
        if (header?["alg"]?.GetValue<string>() != "RS256" || header["kid"]?.GetValue<string>() != _keyId.Value)
        {
            return false;
        }

        byte[] content = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);
        lock (_lock)
        {
            return Key.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
