using System.Net;
using System.Net.Sockets;
using AcrHealth.Checks.Pull;
using AcrHealth.Core.Tests.Checks;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Network;
using AcrHealth.Network.Tls;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Diagnosis.Pull;

[Collection(EnvironmentChangers.Name)]
public sealed class DataFailureTests : IDisposable
{
    private const string Dedicated = "https://contoso.eastus.data.azurecr.io/blob?sig=canary";
    private const string Storage = "https://eusmanaged15.blob.core.windows.net/blob?sig=canary";
    private const string Elsewhere = "https://layers.example:8443/blob?sig=canary";

    private readonly EnvironmentScope _variables = new();

    public DataFailureTests()
    {
        foreach (string name in (string[])["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"])
        {
            _variables[name] = null;
        }
    }

    [Theory]
    [InlineData(Dedicated, nameof(ConnectionFailureKind.Dns), "DataEndpointNotResolved", "contoso.eastus.data")]
    [InlineData(Dedicated, nameof(ConnectionFailureKind.Unreachable), "DataEndpointUnreachable", "contoso.eastus.data.azurecr.io")]
    [InlineData(Storage, nameof(ConnectionFailureKind.Dns), "StorageUnreachable", "*.blob.core.windows.net")]
    [InlineData(Storage, nameof(ConnectionFailureKind.Unreachable), "StorageUnreachable", "*.blob.core.windows.net")]
    [InlineData(Elsewhere, nameof(ConnectionFailureKind.Unreachable), "LayerHostUnreachable", "layers.example")]
    [InlineData(Dedicated, nameof(ConnectionFailureKind.Tls), "TlsClosed", "contoso.eastus.data.azurecr.io")]
    [InlineData(Dedicated, nameof(ConnectionFailureKind.Proxy), "ProxyTimedOut", "proxy.example")]
    public void The_kind_of_host_and_the_part_of_the_way_name_the_cause(string url, string kind, string finding, string remedy)
    {
        CheckOutcome failure = Unreachable(url, Enum.Parse<ConnectionFailureKind>(kind));

        Assert.Equal((finding, "DATA_ENDPOINT_ERROR"), (failure.Finding!.Name, failure.ErrorCode?.Name));
        Assert.Contains(new Uri(url).Host, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
        Assert.All(failure.Remediation.Append(failure.Message), text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NO_PROXY", "contoso.azurecr.io,localhost", "$env:NO_PROXY += ',contoso.eastus.data.azurecr.io'")]
    [InlineData("no_proxy", "contoso.azurecr.io", "$env:no_proxy += ',contoso.eastus.data.azurecr.io'")]
    public void A_proxy_that_the_login_server_is_excepted_from_makes_the_exception_the_first_remedy(string variable, string value, string remedy)
    {
        _variables["HTTPS_PROXY"] = "http://proxy.example:3128";
        _variables[variable] = value;

        CheckOutcome failure = Unreachable(Dedicated, ConnectionFailureKind.Proxy);

        Assert.Equal(("DataHostNotExcepted", "DATA_ENDPOINT_ERROR"), (failure.Finding!.Name, failure.ErrorCode?.Name));
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Storage, 403, "AuthorizationFailure", "StorageAccessDenied")]
    [InlineData(Storage, 403, "", "StorageAccessDenied")]
    [InlineData(Dedicated, 403, "AuthorizationFailure", "StorageAccessDenied")]
    [InlineData(Storage, 403, "AuthenticationFailed", "LayerLinkRejected")]
    [InlineData(Dedicated, 400, "InvalidAuthenticationInfo", "LayerLinkRejected")]
    [InlineData(Dedicated, 403, "", "DataHostDenied")]
    [InlineData(Storage, 404, "BlobNotFound", "LayerGone")]
    [InlineData(Storage, 503, "ServerBusy", "DataHostFailed")]
    [InlineData(Elsewhere, 302, "", "DataHostRedirected")]
    [InlineData(Elsewhere, 418, "", "DataHostDenied")]
    public void What_the_host_answered_names_the_cause(string url, int status, string code, string finding)
    {
        CheckOutcome inHeader = Answered(url, status, code, inBody: false);
        CheckOutcome inBody = Answered(url, status, code, inBody: true);

        Assert.All([inHeader, inBody], outcome => Assert.Equal((finding, "DATA_ENDPOINT_ERROR"), (outcome.Finding!.Name, outcome.ErrorCode?.Name)));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), inHeader.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_endpoint_policy_is_the_first_remedy_for_a_storage_account_that_denies_the_network() =>
        Assert.Contains("service endpoint policy", Answered(Storage, 403, "AuthorizationFailure", inBody: false).Remediation[0], StringComparison.Ordinal);

    [Fact]
    public void A_stalled_transfer_is_reported_with_the_host_and_the_bytes_received()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Dedicated);

        CheckOutcome failure = DataFailure.Unanswered(
            Context(), request, new ResponseUnfinishedException(200, 1300, TimeSpan.FromSeconds(8), new OperationCanceledException()), null);

        Assert.Equal(("TransferStalled", "DATA_ENDPOINT_ERROR"), (failure.Finding!.Name, failure.ErrorCode?.Name));
        Assert.Contains("1,300 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("contoso.eastus.data.azurecr.io", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _variables.Dispose();

    private static CheckOutcome Unreachable(string url, ConnectionFailureKind kind)
    {
        var target = new RegistryTarget { Input = url, Host = new Uri(url).Host, Port = new Uri(url).Port };
        ConnectionFailure failure = kind switch
        {
            ConnectionFailureKind.Dns => DnsDiagnosis.Of(target.Host!, SocketError.HostNotFound, null),
            ConnectionFailureKind.Unreachable => Diagnosis(target, null).Unreachable(new([new(new(IPAddress.Parse("20.0.0.1"), 443), SocketError.ConnectionRefused)])).Failure!,
            ConnectionFailureKind.Tls => Diagnosis(target, null).Failed(new TlsException([TlsProblem.Closed], null, "closed", null)).Failure!,
            _ => Proxied(target).Stuck().Failure!,
        };
        var connection = new HostConnection { Failure = failure, Proxy = kind == ConnectionFailureKind.Proxy ? new("http://proxy.example:3128") : null };
        return DataFailure.Unreachable(Context(), new(url), new(target, [], connection, failure, null), null);
    }

    private static ConnectionDiagnosis Proxied(RegistryTarget target)
    {
        ConnectionDiagnosis diagnosis = Diagnosis(target, new("http://proxy.example:3128"));
        diagnosis.Progress.Phase = ConnectionPhase.Proxy;
        return diagnosis;
    }

    private static ConnectionDiagnosis Diagnosis(RegistryTarget target, Uri? proxy) =>
        new(target, [IPAddress.Parse("20.0.0.1")], new(proxy, null, proxy is null ? null : "HTTPS_PROXY", null), new(), TimeSpan.FromSeconds(8));

    private static CheckOutcome Answered(string url, int status, string code, bool inBody)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        string body = inBody && code.Length > 0 ? $"<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>" : string.Empty;
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        if (!inBody && code.Length > 0)
        {
            response.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        }

        return DataFailure.Answered(Context(), new(url), new(request, response, body, DateTimeOffset.UtcNow, TimeSpan.Zero), null);
    }

    private static CheckContext Context() => CheckTestBed.ContextOf(new DataEndpointCheck(), "contoso");
}
