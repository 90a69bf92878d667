using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("hello-world", true)]
    [InlineData("team/app/web_1.2", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("Hello", false)]
    [InlineData("/hello", false)]
    [InlineData("hello/", false)]
    [InlineData("a//b", false)]
    [InlineData("-a", false)]
    [InlineData("hello:latest", false)]
    [InlineData("a:pull repository:b", false)]
    public void A_repository_has_the_distributions_name(string name, bool valid) => Assert.Equal(valid, RepositoryName.IsValid(name));

    [Fact]
    public void A_repository_has_at_most_255_characters()
    {
        Assert.True(RepositoryName.IsValid(new string('a', 255)));
        Assert.False(RepositoryName.IsValid(new string('a', 256)));
    }

    [Theory]
    [InlineData("mcr.microsoft.com/mcr/hello-world:latest", true)]
    [InlineData("localhost:5000/app@sha256:0123", true)]
    [InlineData("", false)]
    [InlineData("--privileged", false)]
    [InlineData("image; rm -rf", false)]
    [InlineData("image$(id)", false)]
    [InlineData("image\n", false)]
    public void An_image_can_be_no_option_and_no_command(string name, bool valid) => Assert.Equal(valid, ImageName.IsValid(name));
}
