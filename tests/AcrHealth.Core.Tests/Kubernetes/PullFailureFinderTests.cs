using System.Globalization;
using System.Text.Json.Nodes;
using AcrHealth.Kubernetes;

namespace AcrHealth.Core.Tests.Kubernetes;

public sealed class PullFailureFinderTests : KubectlTestBase
{
    private const string Space = PodFixture.Space;
    private const string Anonymous = PodFixture.Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized";
    private const string Refused = PodFixture.Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized";
    private const string Password = "hunter2-very-secret";

    private readonly List<string> _verbose = [];

    [Fact]
    public async Task Only_the_failing_containers_of_the_context_s_namespace_are_given()
    {
        Server.Store.Add("pods", Space, PodFixture.Running("fine"));
        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded"));
        Server.Store.Add("pods", "other", PodFixture.Pod("web-2", "ErrImagePull", "pull QPS exceeded"));

        PullFailure failure = Assert.Single(await FindAsync(new()));

        Assert.Equal(("web-1", "PodKubeletThrottled"), (failure.Pod, failure.Cause));
        Assert.Equal(["web-2"], (await FindAsync(new() { Namespace = "other" })).Select(found => found.Pod));
        Assert.Equal(["web-1", "web-2"], (await FindAsync(new() { AllNamespaces = true })).Select(found => found.Pod).Order());
    }

    [Fact]
    public async Task Words_come_from_the_events_of_the_pod()
    {
        JsonObject pod = PodFixture.Pod("web-1", "ImagePullBackOff", "Back-off pulling image");
        Server.Store.Add("pods", Space, pod);
        Server.Store.Add("events", Space, PodFixture.Event(pod, $"Failed to pull image \"{PodFixture.Image}\": {Refused}"));

        Assert.Equal("PodCredentialRefused", Assert.Single(await FindAsync(new())).Cause);
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        for (int i = 0; i < 600; i++)
        {
            Server.Store.Add("pods", Space, PodFixture.Running($"fine-{i}"));
        }

        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded"));

        Assert.Single(await FindAsync(new()));
        Assert.Equal(3, Server.Requests.Count(request => request.Contains("/pods?", StringComparison.Ordinal) && request.Contains("limit=250", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_that_changes_between_its_pages_is_read_at_once()
    {
        for (int i = 0; i < 300; i++)
        {
            Server.Store.Add("pods", Space, PodFixture.Running(i.ToString(CultureInfo.InvariantCulture)));
        }

        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded"));
        Server.Fault = (_, url) => url.Query.Contains("continue=250", StringComparison.Ordinal) ? ApiFault.Expired() : null;

        Assert.Single(await FindAsync(new()));
    }

    [Fact]
    public async Task Pods_are_found_by_name_and_a_missing_one_costs_none_of_the_others()
    {
        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded"));
        List<string> failed = [];

        List<PullFailure> found = await FindAsync(new() { Names = ["gone", "web-1"] }, failed);

        Assert.Single(found);
        Assert.Equal(["gone: NotFound"], failed);
    }

    public static TheoryData<string, string> Secrets => new()
    {
        { "none", "PodNoCredential" },
        { "missing", "PodSecretMissing" },
        { "elsewhere", "PodSecretElsewhere" },
        { "opaque", "PodSecretWrongType" },
        { "malformed", "PodSecretUnreadable" },
        { "other", "PodSecretOtherRegistry" },
        { "expired", "PodSecretExpired" },
        { "legacy", "PodNoCredential" },
        { "glob", "PodNoCredential" },
        { "unreferenced", "PodSecretNotReferenced" },
        { "later", "PodSecretAddedLater" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task The_pull_secret_of_the_pod_is_judged(string kind, string cause)
    {
        string[] named = kind is "none" or "unreferenced" or "later" ? [] : ["acr"];
        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous, secrets: named));
        Server.Store.Add("serviceaccounts", Space, $$"""{"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"web"},"imagePullSecrets":[{{(kind == "later" ? """{"name":"acr"}""" : string.Empty)}}]}""");
        JsonObject? secret = kind switch
        {
            "none" or "missing" => null,
            "opaque" => PodFixture.Secret("acr", type: "Opaque"),
            "malformed" => PodFixture.SecretOf("acr", "{nope"),
            "other" => PodFixture.Secret("acr", key: "fabrikam.azurecr.io"),
            "expired" => PodFixture.Secret("acr", password: PodFixture.ExpiredToken()),
            "legacy" => PodFixture.SecretOf("acr", $$"""{"https://contoso.azurecr.io/v1/":{"username":"u","password":"{{Password}}"} }""", "kubernetes.io/dockercfg"),
            "glob" => PodFixture.Secret("acr", key: "*.azurecr.io"),
            _ => PodFixture.Secret("acr"),
        };
        if (secret is not null)
        {
            Server.Store.Add("secrets", kind == "elsewhere" ? "build" : Space, secret);
        }

        PullFailure failure = Assert.Single(await FindAsync(new()));

        Assert.Equal(cause, failure.Cause);
        Assert.NotEmpty(failure.Remediation);
        Assert.Equal(cause.StartsWith("PodSecret", StringComparison.Ordinal), failure.NextCheck is null);
    }

    [Fact]
    public async Task No_secret_reaches_the_output()
    {
        string pair = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"token1:{Password}"));
        JsonObject pod = PodFixture.Pod("web-1", "ErrImagePull", $"{Refused} {Password} {pair}", secrets: ["acr", "spare"]);
        Server.Store.Add("pods", Space, pod);
        Server.Store.Add("events", Space, PodFixture.Event(pod, $"{Refused} {Password}"));
        Server.Store.Add("secrets", Space, PodFixture.Secret("acr", key: "fabrikam.azurecr.io"));
        Server.Store.Add("secrets", Space, PodFixture.SecretOf("spare", $$"""{"auths":{"x":{"auth":"{{pair}}"} }, "token1:{{Password}}": 1 }"""));

        PullFailure failure = Assert.Single(await FindAsync(new()));

        string all = string.Join('\n', [failure.Message, failure.Evidence, failure.ToString(), .. failure.Remediation, .. _verbose]);
        Assert.DoesNotContain(Password, all, StringComparison.Ordinal);
        Assert.DoesNotContain(pair, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/secrets")]
    [InlineData("/events")]
    [InlineData("/serviceaccounts")]
    public async Task What_may_not_be_read_is_done_without(string resource)
    {
        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous, secrets: ["acr"]));
        Server.Fault = (_, url) => url.AbsolutePath.Contains(resource, StringComparison.Ordinal) ? ApiFault.Forbidden(resource) : null;
        if (resource != "/secrets")
        {
            Server.Store.Add("secrets", Space, PodFixture.Secret("acr"));
        }

        Assert.Equal("PodNoCredential", Assert.Single(await FindAsync(new())).Cause);
        Assert.True(resource == "/serviceaccounts" || _verbose.Exists(line => line.Contains("may not do that", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_may_not_read_pods_is_told()
    {
        Server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Forbidden("pods") : null;

        KubectlException exception = await Assert.ThrowsAsync<KubectlException>(() => FindAsync(new()));

        Assert.Equal(KubectlFailure.Forbidden, exception.Failure);
        Assert.Contains("jane", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_is_refused_is_told()
    {
        Server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Unauthorized() : null;

        Assert.Equal(KubectlFailure.Unauthorized, (await Assert.ThrowsAsync<KubectlException>(() => FindAsync(new()))).Failure);
    }

    [Fact]
    public async Task A_context_that_does_not_exist_is_told() => Assert.Equal(
        KubectlFailure.NotConfigured,
        (await Assert.ThrowsAsync<KubectlException>(() => FindAsync(new(), client: ClientWith("nowhere", TimeSpan.FromSeconds(30))))).Failure);

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        Server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Slow(TimeSpan.FromMinutes(5)) : null;

        KubectlException exception = await Assert.ThrowsAsync<KubectlException>(() => FindAsync(new(), client: ClientWith(null, TimeSpan.FromSeconds(1))));

        Assert.Equal(KubectlFailure.TimedOut, exception.Failure);
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for()
    {
        Server.Store.Add("pods", Space, PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded"));
        Server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Slow(TimeSpan.FromSeconds(1)) : null;

        Assert.Single(await FindAsync(new()));
    }

    [Fact]
    public async Task A_program_that_is_not_kubectl_is_told_from_a_cluster()
    {
        KubectlException exception = await Assert.ThrowsAsync<KubectlException>(() => FindAsync(new(), client: new("/bin/echo")));

        Assert.Equal(KubectlFailure.Unreadable, exception.Failure);
    }

    private async Task<List<PullFailure>> FindAsync(PullFailureOptions options, List<string>? failed = null, Kubectl? client = null)
    {
        List<PullFailure> found = [];
        await new PullFailureFinder(client ?? Client, options, _verbose.Add)
            .RunAsync(found.Add, (name, exception) => failed?.Add($"{name}: {exception.Failure}"), TestContext.Current.CancellationToken);
        return found;
    }
}
