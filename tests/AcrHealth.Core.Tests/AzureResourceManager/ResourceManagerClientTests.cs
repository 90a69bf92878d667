using System.Text;
using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.AzureResourceManager;

public sealed class ResourceManagerClientTests
{
    private static readonly ResourceManagerHost Host = new(new("https://management.example.com/"), "scope", ["audience"]);

    private readonly FakePipeline _pipeline = new();

    [Fact]
    public async Task Pages_of_a_list_are_read_to_the_end()
    {
        _pipeline.Answers["/list?api-version=1&$filter=x%20eq%20y"] = Answer(200, """{"value":[1],"nextLink":"https://management.example.com/list?page=2"}""", false);
        _pipeline.Answers["/list?page=2"] = Answer(200, """{"value":[2],"nextLink":null}""", false);
        using var deadline = new Deadline();

        IReadOnlyList<JsonElement> items = await Client().ListAsync("/list", "1", "x eq y", deadline.Token);

        Assert.Equal([1, 2], items.Select(item => item.GetInt32()));
    }

    [Fact]
    public async Task A_list_without_end_is_left()
    {
        _pipeline.Otherwise = Answer(200, """{"value":[1],"nextLink":"https://management.example.com/list?again"}""", false);
        using var deadline = new Deadline();

        IReadOnlyList<JsonElement> items = await Client().ListAsync("/list", "1", null, deadline.Token);

        Assert.Equal(100, items.Count);
        Assert.Equal(100, _pipeline.Requests.Count);
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/list")]
    [InlineData("http://management.example.com/list")]
    [InlineData("https://management.example.com:444/list")]
    [InlineData("https://user@management.example.com/list")]
    [InlineData("//elsewhere.example.com/list")]
    [InlineData("/list")]
    public async Task A_page_at_another_origin_is_not_asked_for(string link)
    {
        _pipeline.Otherwise = Answer(200, $$"""{"value":[],"nextLink":"{{link}}"}""", false);
        using var deadline = new Deadline();

        ResourceManagerException exception = await Assert.ThrowsAsync<ResourceManagerException>(() => Client().ListAsync("/list", "1", null, deadline.Token));

        Assert.Equal(ResourceManagerProblem.Unusable, exception.Problem);
        Assert.Single(_pipeline.Requests);
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"AuthorizationFailed","message":"no"}}""", ResourceManagerProblem.Denied, "AuthorizationFailed")]
    [InlineData(401, """{"error":{"code":"ExpiredAuthenticationToken"}}""", ResourceManagerProblem.Denied, "ExpiredAuthenticationToken")]
    [InlineData(404, """{"error":{"code":"ResourceNotFound"}}""", ResourceManagerProblem.NotFound, "ResourceNotFound")]
    [InlineData(404, "<html>", ResourceManagerProblem.Unusable, "not JSON")]
    [InlineData(403, "<html>", ResourceManagerProblem.Unusable, "not JSON")]
    [InlineData(429, "", ResourceManagerProblem.Throttled, "429")]
    [InlineData(500, "{}", ResourceManagerProblem.Unusable, "500")]
    [InlineData(200, "[]", ResourceManagerProblem.Unusable, "not JSON")]
    [InlineData(200, "", ResourceManagerProblem.Unusable, "not JSON")]
    [InlineData(302, "", ResourceManagerProblem.Unusable, "302")]
    public async Task An_unusable_response_is_reported_by_its_kind(int status, string body, object problem, string says)
    {
        _pipeline.Otherwise = Answer(status, body, false);
        using var deadline = new Deadline();

        ResourceManagerException exception = await Assert.ThrowsAsync<ResourceManagerException>(() => Client().GetAsync("/x", "1", deadline.Token));

        Assert.Equal((ResourceManagerProblem)problem, exception.Problem);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_cut_is_none()
    {
        _pipeline.Otherwise = Answer(200, "{}", true);
        using var deadline = new Deadline();

        await Assert.ThrowsAsync<ResourceManagerException>(() => Client().GetAsync("/x", "1", deadline.Token));
    }

    [Fact]
    public async Task Rows_of_a_search_are_read_page_after_page_and_a_mark_that_stands_still_ends_them()
    {
        _pipeline.Otherwise = Answer(200, """{"data":[{"id":"a"}],"$skipToken":"same\"one"}""", false);
        using var deadline = new Deadline();

        IReadOnlyList<JsonElement> rows = await Client().QueryAsync("resources | where x == 'y'", deadline.Token);

        Assert.Equal(2, rows.Count);
        Assert.Equal("same\"one", JsonDocument.Parse(_pipeline.Requests[1].Body!).RootElement.GetProperty("options").GetProperty("$skipToken").GetString());
    }

    // Sovereign clouds get new versions of the API later.
    [Theory]
    [InlineData(400, "NoRegisteredProviderFound")]
    [InlineData(400, "InvalidApiVersionParameter")]
    [InlineData(404, "InvalidResourceType")]
    public async Task A_version_that_a_cloud_does_not_have_yet_is_asked_for_in_an_older_one(int status, string code)
    {
        _pipeline.Answers[$"/x?api-version={ResourceManagerApi.Registries}"] = Answer(status, $$$"""{"error":{"code":"{{{code}}}","message":"no"}}""", false);
        _pipeline.Answers["/x?api-version=2023-07-01"] = Answer(200, """{"id":"x","value":[1]}""", false);
        using var deadline = new Deadline();

        Assert.Equal("x", (await Client().GetAsync("/x", ResourceManagerApi.Registries, deadline.Token)).Text("id"));
        Assert.Single(await Client().ListAsync("/x", ResourceManagerApi.Registries, null, deadline.Token));
        Assert.Equal(4, _pipeline.Requests.Count);
    }

    [Fact]
    public async Task That_a_cloud_is_older_is_learnt_once()
    {
        _pipeline.Answers[$"/x?api-version={ResourceManagerApi.Registries}"] = Answer(400, """{"error":{"code":"InvalidApiVersionParameter"}}""", false);
        _pipeline.Otherwise = Answer(200, """{"id":"x"}""", false);
        using var deadline = new Deadline();
        ResourceManagerClient client = Client();

        await client.GetAsync("/x", ResourceManagerApi.Registries, deadline.Token);
        await client.GetAsync("/x", ResourceManagerApi.Registries, deadline.Token);

        Assert.Equal(3, _pipeline.Requests.Count);
    }

    [Theory]
    [InlineData(400, "InvalidApiVersionParameter", ResourceManagerApi.Registries, 2)]
    [InlineData(400, "InvalidApiVersionParameter", ResourceManagerApi.Network, 1)]
    [InlineData(400, "BadRequest", ResourceManagerApi.Registries, 1)]
    [InlineData(500, "InvalidResourceType", ResourceManagerApi.Registries, 1)]
    public async Task One_older_API_version_is_tried_and_other_failures_are_reported_at_once(int status, string code, string version, int requests)
    {
        _pipeline.Otherwise = Answer(status, $$$"""{"error":{"code":"{{{code}}}"}}""", false);
        using var deadline = new Deadline();

        ResourceManagerException exception = await Assert.ThrowsAsync<ResourceManagerException>(() => Client().GetAsync("/x", version, deadline.Token));

        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
        Assert.Equal(requests, _pipeline.Requests.Count);
    }

    [Fact]
    public async Task A_mark_of_the_next_page_that_is_no_text_is_none()
    {
        _pipeline.Otherwise = Answer(200, """{"value":[1],"data":[1],"nextLink":"\ud800","$skipToken":"\ud800"}""", false);
        using var deadline = new Deadline();

        Assert.Single(await Client().ListAsync("/list", "1", null, deadline.Token));
        Assert.Single(await Client().QueryAsync("resources", deadline.Token));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"properties\":[]}")]
    [InlineData("{\"properties\":{\"networkRuleSet\":{\"ipRules\":[1,null,{\"value\":7}]},\"privateEndpointConnections\":[1,{}]},\"identity\":{\"userAssignedIdentities\":{\"x\":1}}}")]
    [InlineData("{\"sku\":\"x\",\"location\":7,\"properties\":{\"encryption\":\"enabled\",\"policies\":7,\"dataEndpointHostNames\":\"x\",\"loginServer\":\"\\ud800\"}}")]
    public void A_description_of_any_shape_can_be_read(string json)
    {
        var resource = new RegistryResource(ResourceId.Parse("/subscriptions/s/resourceGroups/g/providers/p/t/n")!, JsonDocument.Parse(json).RootElement);

        foreach (System.Reflection.PropertyInfo property in typeof(RegistryResource).GetProperties())
        {
            property.GetValue(resource);
        }

        Assert.Null(resource.LoginServer);
        Assert.True(resource.IsPublic);
    }

    private ResourceManagerClient Client() => new(Host, "canary", _pipeline, [], _ => { }, TimeSpan.FromSeconds(15));

    private static ResourceManagerResponse Answer(int status, string body, bool isTooLong) =>
        isTooLong ? new(status, null, true) : ResourceManagerResponse.Read(status, Encoding.UTF8.GetBytes(body));

    private sealed class FakePipeline : IResourceManagerPipeline
    {
        public Dictionary<string, ResourceManagerResponse> Answers { get; } = [];

        public ResourceManagerResponse? Otherwise { get; set; }

        public List<ResourceManagerRequest> Requests { get; } = [];

        public Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(Answers.GetValueOrDefault(request.Url.PathAndQuery) ?? Otherwise ?? throw new IOException(request.Url.PathAndQuery));
        }
    }
}
