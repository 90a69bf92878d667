using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("app", "app", "latest", "app:latest")]
    [InlineData("team/app:1.0", "team/app", "1.0", "team/app:1.0")]
    [InlineData("a__b/c---d:_x", "a__b/c---d", "_x", "a__b/c---d:_x")]
    [InlineData("team/app@" + Digest, "team/app", Digest, "team/app@" + Digest)]
    public void An_image_has_a_repository_and_a_tag_or_a_digest(string text, string repository, string reference, string shown)
    {
        ImageReference image = ImageReference.Parse(text);

        Assert.Equal((repository, reference, shown), (image.Repository, image.Reference, image.ToString()));
        Assert.Equal(reference == Digest, image.IsByDigest);
        Assert.Equal(image, ImageReference.Parse(shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":tag")]
    [InlineData("app:")]
    [InlineData("app@")]
    [InlineData("App")]
    [InlineData("a..b")]
    [InlineData("a/___b")]
    [InlineData("app:.x")]
    [InlineData("app:a b")]
    [InlineData("app:1@" + Digest)]
    [InlineData("app@SHA256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("app@sha256:0123")]
    [InlineData("contoso.azurecr.io/app")]
    [InlineData("localhost:5000/app")]
    public void Everything_else_is_none(string text) => Assert.NotEmpty(Assert.Throws<FormatException>(() => ImageReference.Parse(text)).Message);

    [Fact]
    public void A_digest_is_that_of_its_content()
    {
        byte[] content = "hello"u8.ToArray();

        Assert.Equal("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", ContentDigest.Of(content));
        Assert.True(ContentDigest.Matches(ContentDigest.Of(content), content));
        Assert.False(ContentDigest.Matches(ContentDigest.Of(content), "hallo"u8));
        Assert.True(ContentDigest.Matches(
            "sha512:9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043", content));
    }
}
