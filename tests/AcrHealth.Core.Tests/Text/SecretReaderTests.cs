using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

public sealed class SecretReaderTests
{
    private const string Identity = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData($"?api-version=2022-04-01&$filter=assignedTo('{Identity}')")]
    [InlineData($"?api-version=2022-04-01&%24filter=assignedTo%28%27{Identity}%27%29")]
    [InlineData($"?client_id={Identity}&resource=https%3A%2F%2Fcontainerregistry.azure.net")]
    public void The_identities_and_filters_in_a_request_of_ours_are_no_secrets(string query)
    {
        List<string?> secrets = [];

        SecretReader.ProtectOwnQuery(query, secrets.Add);

        Assert.Empty(secrets);
    }

    [Fact]
    public void Any_other_long_value_in_a_request_of_ours_is_a_secret()
    {
        List<string?> secrets = [];

        SecretReader.ProtectOwnQuery("?api-version=1&sig=abc&ticket=Nq3vK8sT1xZ5bY7w", secrets.Add);

        Assert.Equal(["abc", "Nq3vK8sT1xZ5bY7w"], secrets.Distinct());
    }
}
