using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Integration.Tests.Reports;

/// <summary>Results as they might come from several machines, made by the names of their properties alone.</summary>
internal static class SampleResults
{
    private static readonly DateTimeOffset Began = new(2026, 3, 2, 9, 14, 7, TimeSpan.Zero);

    private static readonly (string Check, string[] After, int Start, int Took)[] Healthy =
    [
        ("LoginServer", [], 0, 1), ("Dns", [], 1, 23), ("Tls", [], 24, 61), ("Challenge", [], 85, 48), ("EntraLogin", [], 133, 1), ("Credential", [], 134, 182),
        ("RefreshToken", [], 316, 74), ("AccessToken", [], 390, 52),
    ];

    /// <summary>The results of some registries from two machines, with every status.</summary>
    public static IEnumerable<PSObject> Mixed =>
    [
        .. Machine("build-07"),
        .. Registry("contoso.azurecr.io", "build-07", null),
        .. Registry("fabrikam.azurecr.io", "build-07", "Challenge"),
        .. Registry("tailspin.azurecr.io", "build-12", "Tls"),
    ];

    /// <summary>So many registries, of which every seventh fails.</summary>
    public static IEnumerable<PSObject> Many(int count) =>
        Enumerable.Range(1, count).SelectMany(i => Registry($"team{i:000}.azurecr.io", "build-07", i % 7 == 0 ? (i % 2 == 0 ? "Challenge" : "Tls") : null));

    public static IEnumerable<PSObject> Registry(string registry, string computer, string? failing)
    {
        bool blocked = false;
        foreach ((string check, string[] _, int start, int took) in Healthy)
        {
            string status = blocked && check != "Credential" ? "Skipped" : check == failing ? "Failed" : "Passed";
            yield return Result(
                registry, computer, check, status, start, status == "Skipped" ? 0 : took, status switch { "Failed" => Failure(check), "Skipped" => $"Skipped because {failing} failed.", _ => Success(check, registry) });
            blocked |= check == failing;
        }
    }

    private static IEnumerable<PSObject> Machine(string computer)
    {
        yield return Result(null, computer, "DockerCommand", "Passed", 0, 3, "docker is /usr/bin/docker.");
        yield return Result(null, computer, "DockerVersion", "Passed", 3, 41, "Docker 28.2.2.");
        yield return Result(null, computer, "DockerDaemon", "Passed", 3, 96, "The engine behind docker responds.");
        yield return Result(null, computer, "DockerPull", "Skipped", 99, 0, "mcr.microsoft.com/mcr/hello-world:latest was not pulled, because this host cannot ask. -Force pulls it without asking.");
        yield return Result(null, computer, "HelmCommand", "Passed", 0, 2, "helm is /usr/local/bin/helm.");
        yield return Result(null, computer, "HelmVersion", "Warning", 2, 58, "Helm 3.9.0 prints a warning: the file ~/.kube/config is group-readable.");
    }

    private static PSObject Result(string? registry, string computer, string check, string status, int start, int took, string message)
    {
        var result = new PSObject();
        bool failed = status == "Failed";
        Add(result, "Registry", registry);
        Add(result, "Category", registry is null ? "Environment" : "Registry");
        Add(result, "Check", check);
        Add(result, "Status", status);
        Add(result, "ErrorCode", !failed ? null : check == "Tls" ? "CONNECTIVITY_SSL_ERROR" : "CONNECTIVITY_FORBIDDEN_ERROR");
        Add(result, "Message", message);
        Add(result, "Remediation", !failed ? Array.Empty<string>() : check == "Tls" ? ["Ask whoever runs this registry's endpoint to renew its certificate.", "If a device between inspects TLS, trust its authority on this machine."] : ["Add 203.0.113.7 to the registry's network rules: az acr network-rule add -n fabrikam --ip-address 203.0.113.7", "Or reach the registry through its private endpoint."]);
        Add(result, "StartTime", Began.AddMilliseconds(start));
        Add(result, "Duration", TimeSpan.FromMilliseconds(took));
        Add(result, "BlockedBy", Array.Empty<string>());
        Add(result, "HelpUri", failed ? new Uri("https://aka.ms/acr/errors#" + (check == "Tls" ? "connectivity_ssl_error" : "connectivity_forbidden_error")) : null);
        Add(result, "ComputerName", computer);
        Add(result, "Detail", failed ? Detail() : null);
        return result;
    }

    private static PSObject Detail()
    {
        var detail = new PSObject();
        Add(detail, "Request", "GET https://fabrikam.azurecr.io/v2/");
        Add(detail, "StatusCode", 403);
        Add(detail, "RegistryErrorCode", "DENIED");
        Add(detail, "RegistryErrorMessage", "client with IP '203.0.113.7' is not allowed access");
        Add(detail, "CorrelationId", "8c1f4f7e-5d0f-4f0a-9c55-0f6f5a3f2a11");
        Add(detail, "Duration", TimeSpan.FromMilliseconds(47));
        return detail;
    }

    private static string Failure(string check) => check == "Tls"
        ? "The certificate of tailspin.azurecr.io ended on 2026-02-27, 3 days ago."
        : "The registry's firewall refuses this machine: client with IP '203.0.113.7' is not allowed access.";

    private static string Success(string check, string registry) => check switch
    {
        "LoginServer" => $"{registry}, in AzureCloud.",
        "Dns" => $"{registry} is 20.61.97.128. Its region is westeurope.",
        "Tls" => "Tls13 with 20.61.97.128:443; the certificate ends on 2026-11-14.",
        "Challenge" => $"{registry} asks for a Bearer token.",
        "EntraLogin" => "It takes Microsoft Entra ID.",
        "Credential" => "WorkloadIdentityCredential signed in.",
        "RefreshToken" => "The Entra token was exchanged.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Access to {registry} was given."),
    };

    private static void Add(PSObject target, string name, object? value) => target.Properties.Add(new PSNoteProperty(name, value));
}
