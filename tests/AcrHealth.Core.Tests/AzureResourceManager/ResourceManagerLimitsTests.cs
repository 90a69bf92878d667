using System.Text;
using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.AzureResourceManager;

/// <summary>Bounds the cost of a hostile or busy Resource Manager.</summary>
public sealed class ResourceManagerLimitsTests
{
    private static readonly ResourceManagerHost Host = new(new("https://management.example.com/"), "scope", ["audience"]);

    [Fact]
    public async Task A_list_of_more_than_10_000_entries_is_not_read_to_its_end()
    {
        string page = "{\"value\":[" + string.Join(',', Enumerable.Repeat("1", 4000)) + "],\"nextLink\":\"https://management.example.com/list?again\"}";
        var pipeline = new Script(_ => Answer(200, page));
        using var deadline = new Deadline();

        ResourceManagerException exception = await Assert.ThrowsAsync<ResourceManagerException>(() => Client(pipeline).ListAsync("/list", "1", null, deadline.Token));

        Assert.Equal(ResourceManagerProblem.Unusable, exception.Problem);
        Assert.Contains("more than 10,000 entries or 32 MiB", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, pipeline.Requests);
    }

    [Fact]
    public async Task A_list_of_more_than_32_MiB_is_not_read_to_its_end()
    {
        var pipeline = new Script(count => Answer(200, $$"""{"data":[1],"$skipToken":"{{count}}"}""") with { Length = 4 * 1024 * 1024 });
        using var deadline = new Deadline();

        await Assert.ThrowsAsync<ResourceManagerException>(() => Client(pipeline).QueryAsync("resources", deadline.Token));

        Assert.Equal(9, pipeline.Requests);
    }

    [Fact]
    public void A_body_of_more_tokens_than_any_page_has_is_too_long()
    {
        byte[] many = Encoding.UTF8.GetBytes("{\"value\":[" + string.Join(',', Enumerable.Repeat("0", 250_001)) + "]}");

        ResourceManagerResponse answer = ResourceManagerResponse.Read(200, many);

        Assert.True(answer.IsTooLong);
        Assert.Null(answer.Body);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(60, 15)]
    [InlineData(4, 60)]
    public async Task Throttling_that_leaves_the_check_no_time_is_reported_at_once_with_its_end(int retryAfter, int timeout)
    {
        var pipeline = new Script(_ => Answer(429, "{}") with { RetryAfter = TimeSpan.FromSeconds(retryAfter) });
        using var deadline = new Deadline();

        ResourceManagerException exception = await Assert.ThrowsAsync<ResourceManagerException>(() => Client(pipeline, timeout).GetAsync("/x", "1", deadline.Token));

        Assert.Equal(ResourceManagerProblem.Throttled, exception.Problem);
        Assert.Contains($"throttling requests for another {retryAfter} s", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, pipeline.Requests);
    }

    [Fact]
    public async Task Throttling_that_ends_soon_is_waited_for()
    {
        var pipeline = new Script(count => count == 1 ? Answer(429, "{}") with { RetryAfter = TimeSpan.FromMilliseconds(10) } : Answer(200, """{"id":"x"}"""));
        using var deadline = new Deadline();

        JsonElement found = await Client(pipeline).GetAsync("/x", "1", deadline.Token);

        Assert.Equal("x", found.Text("id"));
        Assert.Equal(2, pipeline.Requests);
    }

    [Fact]
    public async Task Throttling_without_end_is_not_asked_about_for_ever()
    {
        var pipeline = new Script(_ => Answer(429, "{}") with { RetryAfter = TimeSpan.Zero });
        using var deadline = new Deadline();

        await Assert.ThrowsAsync<ResourceManagerException>(() => Client(pipeline, timeout: 3).GetAsync("/x", "1", deadline.Token));

        Assert.InRange(pipeline.Requests, 2, 4);
    }

    private static ResourceManagerResponse Answer(int status, string body) => ResourceManagerResponse.Read(status, Encoding.UTF8.GetBytes(body));

    private static ResourceManagerClient Client(Script pipeline, int timeout = 15) =>
        new(Host, "canary", pipeline, [], _ => { }, TimeSpan.FromSeconds(timeout));

    private sealed class Script(Func<int, ResourceManagerResponse> answer) : IResourceManagerPipeline
    {
        public int Requests { get; private set; }

        public Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken) => Task.FromResult(answer(++Requests));
    }
}
