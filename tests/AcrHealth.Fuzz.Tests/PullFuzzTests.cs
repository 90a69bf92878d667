using System.Buffers.Text;
using System.Text;
using AcrHealth.Registry;
using AcrHealth.Targets;

namespace AcrHealth.Fuzz.Tests;

/// <summary>Fuzzes the responses of a registry to a pull, and the names that people give an image.</summary>
public sealed class PullFuzzTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Blob = $"{{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"{Digest}\",\"size\":5}}";

    private static readonly string[] Types =
        [ImageManifest.OciImage, ImageManifest.OciIndex, ImageManifest.OciArtifact, ImageManifest.DockerImage, ImageManifest.DockerList, "text/html"];

    private static readonly string[] JsonWords =
        ["\"config\":", "\"layers\":", "\"manifests\":", "\"platform\":", "[", "]", "{", "}", "null", "-1", "1e400", "\"\\ud800\"", "\"\\u001b[31m\"", "\"size\":", ",", Digest];

    [Fact]
    public void Any_manifest_is_one_with_valid_digests_and_harmless_words_or_none()
    {
        var mutator = new Mutator(
            [
                $"{{\"schemaVersion\":2,\"mediaType\":\"{ImageManifest.OciImage}\",\"config\":{Blob},\"layers\":[{Blob}]}}",
                $"{{\"manifests\":[{{\"digest\":\"{Digest}\",\"size\":1,\"platform\":{{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}}}}]}}",
                $"{{\"blobs\":[{Blob}],\"artifactType\":\"a/b\"}}", "{\"schemaVersion\":1}", "[]", "<html>",
            ],
            JsonWords);

        Campaign.Run(8, mutator, body =>
        {
            if (ImageManifest.Parse(Types[body.Length % Types.Length], body) is not { } manifest)
            {
                return;
            }

            IEnumerable<BlobDescriptor> blobs = [.. manifest.Layers, .. manifest.Manifests.Select(entry => entry.Manifest), .. manifest.Config is { } config ? [config] : Array.Empty<BlobDescriptor>()];
            foreach (BlobDescriptor blob in blobs)
            {
                Assert.True(ContentDigest.IsValid(blob.Digest) && blob.Size >= 0);
                HarmlessText.Check(blob.MediaType);
            }

            foreach (IndexEntry entry in manifest.Manifests)
            {
                HarmlessText.Check(entry.Platform?.ToString() ?? string.Empty);
                Assert.InRange(entry.Platform?.ToString().Length ?? 0, 0, 610);
            }

            HarmlessText.Check(manifest.ArtifactType ?? string.Empty);
        });
    }

    [Fact]
    public void Any_configuration_tells_a_harmless_platform_or_none()
    {
        var mutator = new Mutator(["{\"os\":\"linux\",\"architecture\":\"amd64\",\"variant\":\"v2\"}", "{\"os\":1}", "[]"], JsonWords);

        Campaign.Run(8, mutator, body => HarmlessText.Check(ImageManifest.PlatformOf(body)?.ToString() ?? string.Empty));
    }

    [Fact]
    public void Any_list_of_tags_gives_a_few_harmless_ones()
    {
        var mutator = new Mutator(["{\"name\":\"a\",\"tags\":[\"1\",\"2\",\"\\u001b[2J\"]}", "{\"tags\":null}", "[]"], JsonWords);

        Campaign.Run(8, mutator, body =>
        {
            IReadOnlyList<string> tags = TagList.Read(body);
            Assert.InRange(tags.Count, 0, 5);
            Assert.All(tags, HarmlessText.Check);
        });
    }

    [Fact]
    public void Any_access_token_allows_a_few_harmless_actions_or_does_not_tell()
    {
        var mutator = new Mutator(["{\"access\":[{\"type\":\"repository\",\"name\":\"a\",\"actions\":[\"pull\",\"\\u202e\"]}]}", "{\"access\":{}}", "[]"], JsonWords);

        Campaign.Run(8, mutator, claims =>
        {
            foreach (string token in new[] { claims, $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}." })
            {
                IReadOnlyList<string> actions = AccessClaims.Actions(token, "a") ?? [];
                Assert.InRange(actions.Count, 0, 20);
                Assert.All(actions, HarmlessText.Check);
            }
        });
    }

    [Fact]
    public void Any_redirect_is_followed_to_https_without_a_user_or_not_at_all()
    {
        var request = new Uri("https://contoso.azurecr.io/v2/a/blobs/b");
        var mutator = new Mutator(
            [
                "https://contoso.eastus.data.azurecr.io/a?sig=b", "/v2/a/blobs/uploads/1?_state=x", "http://a/", "https://user:word@a/", "//a/b", "file:///a", "https://[::1]:5000/", "?a", "https://bücher.example/",
            ],
            ["https://", "http:", "//", "@", ":", "[", "]", "\\", "?", "#", "%00", "\u0661", "。", "\n"]);

        Campaign.Run(17, mutator, text =>
        {
            if (BlobLocation.Parse(request, text) is not { } url)
            {
                return;
            }

            Assert.Equal("https", url.Scheme);
            Assert.Empty(url.UserInfo);
            Assert.NotEmpty(url.Host);
            var registry = new RegistryTarget { Input = "a", Host = "contoso.azurecr.io" };
            Assert.Equal(registry.IsSameOrigin(url), DataHost.KindOf(registry, url) == DataHostKind.LoginServer);
            _ = DataHost.RegionOf(url.IdnHost);
            _ = DataHost.WildcardOf(url.IdnHost);
        });
    }

    [Fact]
    public void What_people_call_an_image_is_one_that_reads_the_same_again_or_a_FormatException()
    {
        var mutator = new Mutator(
            ["app", "team/app:1.0", $"team/app@{Digest}", "contoso.azurecr.io/app", "localhost:5000/app:1", "a__b/c--d", "A", $"a:b@{Digest}"],
            ["/", ":", "@", "sha256:", "sha512:", ".", "_", "__", "-", "..", " ", "\u0661", "\u202e"]);

        Campaign.Run(17, mutator, text =>
        {
            ImageReference image;
            try
            {
                image = ImageReference.Parse(text);
            }
            catch (FormatException exception)
            {
                Assert.InRange(exception.Message.Length, 1, 1000);
                HarmlessText.Check(exception.Message);
                return;
            }

            Assert.Equal(image, ImageReference.Parse(image.ToString()));
            Assert.True(RepositoryName.IsValid(image.Repository));
            Assert.All(image.ToString(), character => Assert.InRange(character, '-', 'z'));
        });
    }
}
