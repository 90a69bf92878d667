using System.Text.Json;
using AcrHealth.Packaging.Components;

namespace AcrHealth.Packaging.Tests;

/// <summary>Covers the notices and the bill of materials for third-party software that ships, on packages made for the test.</summary>
[Trait("Suite", "Long")]
public sealed class ComponentTests(Packages packages)
{
    private readonly string _folder = packages.NewFolder(Guid.NewGuid().ToString());

    [Theory]
    [InlineData("""<license type="expression">GPL-3.0-only</license>""", "GPL-3.0-only")]
    [InlineData("""<license type="file">LICENSE.txt</license>""", "none that is known here")]
    [InlineData("""<licenseUrl>https://example.test/terms</licenseUrl>""", "none that is known here")]
    [InlineData("", "none that is known here")]
    public void A_dependency_whose_license_is_not_known_is_refused(string license, string named)
    {
        string assets = Restored("Stranger", license, licenseText: "You may look at it.");

        PackagingException exception = Assert.Throws<PackagingException>(() => ComponentFiles.Write("AcrHealth", "1.0.0", _folder, [assets]));

        Assert.Contains("Stranger 1.2.3", exception.Message, StringComparison.Ordinal);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_license_that_is_told_by_its_words_alone_is_known()
    {
        string assets = Restored("Old", "<licenseUrl>https://example.test/terms</licenseUrl>", "The MIT License (MIT)\n\nCopyright (c) Somebody\n\n" + KnownLicenses.TextOf("MIT"));

        ComponentFiles.Write("AcrHealth", "1.0.0", _folder, [assets]);

        string notices = File.ReadAllText(Path.Combine(_folder, "THIRD-PARTY-NOTICES.txt"));
        Assert.Contains("\nOld 1.2.3\n", notices, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) Somebody", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bill_tells_package_hash_license_and_who_needs_whom()
    {
        string assets = Restored("Known", """<license type="expression">MIT</license>""", licenseText: null);

        ComponentFiles.Write("AcrHealth", "1.0.0", _folder, [assets, assets]);

        using JsonDocument bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "AcrHealth.cdx.json")));
        JsonElement component = Assert.Single(bill.RootElement.GetProperty("components").EnumerateArray());
        Assert.Equal("pkg:nuget/Known@1.2.3", component.GetProperty("purl").GetString());
        Assert.Equal("00ff", component.GetProperty("hashes")[0].GetProperty("content").GetString());
        Assert.Equal("MIT", component.GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString());
        Assert.Equal("pkg:nuget/Known@1.2.3", bill.RootElement.GetProperty("dependencies")[0].GetProperty("dependsOn")[0].GetString());
        Assert.Equal("pkg:nuget/AcrHealth@1.0.0", bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("purl").GetString());
    }

    /// <summary>A package in a folder of packages, and what restore would have written of a project that takes it.</summary>
    private string Restored(string id, string license, string? licenseText)
    {
        string name = id.ToLowerInvariant();
        string package = Directory.CreateDirectory(Path.Combine(_folder, "packages", name, "1.2.3")).FullName;
        File.WriteAllText(
            Path.Combine(package, name + ".nuspec"),
            $"<package><metadata><id>{id}</id><version>1.2.3</version><authors>Somebody</authors>{license}</metadata></package>");
        if (licenseText is not null)
        {
            File.WriteAllText(Path.Combine(package, "LICENSE.txt"), licenseText);
        }

        string assets = Path.Combine(_folder, "project.assets.json");
        File.WriteAllText(
            assets,
            JsonSerializer.Serialize(
                new
                {
                    packageFolders = new Dictionary<string, object> { [Path.Combine(_folder, "packages")] = new { } },
                    targets = new Dictionary<string, object>
                    {
                        ["net8.0"] = new Dictionary<string, object>
                        {
                            [$"{id}/1.2.3"] = new { type = "package", runtime = new Dictionary<string, object> { [$"lib/net8.0/{id}.dll"] = new { } } },
                            ["OnlyForBuilds/1.0.0"] = new { type = "package", build = new Dictionary<string, object> { ["build/OnlyForBuilds.targets"] = new { } } },
                            ["Ours/1.0.0"] = new { type = "project" },
                        },
                    },
                    libraries = new Dictionary<string, object> { [$"{id}/1.2.3"] = new { sha512 = Convert.ToBase64String([0, 255]), path = $"{name}/1.2.3" } },
                    projectFileDependencyGroups = new Dictionary<string, string[]> { ["net8.0"] = [$"{id} >= 1.2.3", "Ours >= 1.0.0"] },
                }));
        return assets;
    }
}
