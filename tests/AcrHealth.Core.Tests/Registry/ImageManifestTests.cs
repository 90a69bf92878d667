using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class ImageManifestTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Blob = $"{{\"mediaType\":\"t\",\"digest\":\"{Digest}\",\"size\":5}}";

    [Theory]
    [InlineData(ImageManifest.OciImage)]
    [InlineData(ImageManifest.DockerImage)]
    public void An_image_has_a_configuration_and_layers(string type)
    {
        ImageManifest? manifest = ImageManifest.Parse(type, $"{{\"config\":{Blob},\"layers\":[{Blob},{Blob}]}}");

        Assert.Equal(Digest, manifest!.Config!.Digest);
        Assert.Equal([5, 5], manifest.Layers.Select(layer => layer.Size));
        Assert.False(manifest.IsIndex);
    }

    [Theory]
    [InlineData(ImageManifest.OciIndex)]
    [InlineData(ImageManifest.DockerList)]
    public void An_index_has_manifests_with_platforms(string type)
    {
        string entry = Blob[..^1] + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}}";

        ImageManifest? manifest = ImageManifest.Parse(type, $"{{\"manifests\":[{entry},{Blob}]}}");

        Assert.True(manifest!.IsIndex);
        Assert.Equal(["linux/arm/v7", null], manifest.Manifests.Select(member => member.Platform?.ToString()));
    }

    [Fact]
    public void An_index_of_thousands_of_manifests_is_read() => Assert.Equal(
        5000, ImageManifest.Parse(ImageManifest.OciIndex, $"{{\"manifests\":[{string.Join(',', Enumerable.Repeat(Blob, 5000))}]}}")!.Manifests.Count);

    [Theory]
    [InlineData(1L << 48, true)]
    [InlineData((1L << 48) + 1, false)]
    [InlineData(long.MaxValue, false)]
    public void Sizes_are_such_that_they_can_be_added_up(long size, bool isRead)
    {
        string large = Blob.Replace(":5}", $":{size}}}", StringComparison.Ordinal);

        ImageManifest? manifest = ImageManifest.Parse(ImageManifest.OciImage, $"{{\"config\":{Blob},\"layers\":[{string.Join(',', Enumerable.Repeat(large, 20_000))}]}}");

        Assert.Equal(isRead, manifest is not null);
        Assert.Equal(isRead ? size * 20_000 : null, manifest?.Layers.Sum(layer => layer.Size));
    }

    [Theory]
    [InlineData("text/html", "<html>")]
    [InlineData(ImageManifest.OciImage, "[]")]
    [InlineData(ImageManifest.OciImage, "{\"layers\":[]}")]
    [InlineData(ImageManifest.OciImage, "{\"config\":{\"digest\":\"sha256:12\",\"size\":1}}")]
    [InlineData(ImageManifest.OciIndex, "{\"manifests\":[{}]}")]
    [InlineData(ImageManifest.OciIndex, "{\"manifests\":{}}")]
    [InlineData("application/json", "{\"schemaVersion\":2}")]
    public void What_clients_could_not_read_is_none(string type, string body) => Assert.Null(ImageManifest.Parse(type, body));

    [Theory]
    [InlineData("application/json", "{\"schemaVersion\":1}")]
    [InlineData("application/vnd.docker.distribution.manifest.v1+prettyjws", "{}")]
    public void The_first_format_is_told(string type, string body) => Assert.True(ImageManifest.Parse(type, body)!.IsSchema1);

    [Fact]
    public void The_body_says_what_it_is_where_the_registry_does_not() =>
        Assert.True(ImageManifest.Parse("application/json", $"{{\"mediaType\":\"{ImageManifest.OciIndex}\",\"manifests\":[]}}")!.IsIndex);

    [Theory]
    [InlineData("https://blobs.example/a?sig=b", true)]
    [InlineData("/v2/a/blobs/uploads/1?_state=x", true)]
    [InlineData("http://blobs.example/a", false)]
    [InlineData("https://user:word@blobs.example/a", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("", false)]
    [InlineData("https://", false)]
    public void A_redirect_is_followed_to_https_without_a_user_only(string location, bool follows) =>
        Assert.Equal(follows, BlobLocation.Parse(new("https://contoso.azurecr.io/v2/a/blobs/b"), location) is not null);
}
