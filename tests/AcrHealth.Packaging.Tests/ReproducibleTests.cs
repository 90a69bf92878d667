namespace AcrHealth.Packaging.Tests;

/// <summary>Proves that packing the same commit twice gives the same bytes, so that everyone can verify that a release was made of it.</summary>
[Trait("Suite", "Long")]
public sealed class ReproducibleTests(Packages packages)
{
    [Fact]
    public async Task Two_clones_in_different_places_times_and_languages_make_the_same_bytes()
    {
        string[] first = [await packages.ModuleAsync(), await packages.SimulatorAsync()];

        string other = await packages.PackAsync(
            "another clone, of a longer name", properties: null, ("TZ", "Asia/Seoul"), ("LANG", "ko_KR.UTF-8"), ("DOTNET_CLI_UI_LANGUAGE", "ko"), ("CI", "true"));

        Assert.All(first, package => Assert.Equal(File.ReadAllBytes(package), File.ReadAllBytes(Path.Combine(other, Path.GetFileName(package)))));
    }
}
