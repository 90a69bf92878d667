using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The libraries that carry tokens ship in the versions that the sources pin, also where the package that needs them asks for older ones.</summary>
public sealed class PinTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => Pins.Keys.Select(name => new TheoryDataRow<string>(name));

    /// <summary>The version of each direct reference of the adapters, from where it is set.</summary>
    private static Dictionary<string, string> Pins
    {
        get
        {
            Dictionary<string, string> central = References("Directory.Packages.props", "PackageVersion").ToDictionary(entry => (string)entry.Attribute("Include")!, entry => (string)entry.Attribute("Version")!);
            return References("src/AcrHealth.Adapters/AcrHealth.Adapters.csproj", "PackageReference")
                .Select(entry => (Name: (string)entry.Attribute("Include")!, Version: (string?)entry.Attribute("VersionOverride")))
                .ToDictionary(entry => entry.Name, entry => entry.Version ?? central[entry.Name]);
        }
    }

    [Fact]
    public void Those_whose_parent_lags_are_pinned() => Assert.Superset(
        new HashSet<string> { "Azure.Core", "Microsoft.Identity.Client", "Microsoft.Identity.Client.Extensions.Msal", "System.ClientModel", "System.Security.Cryptography.ProtectedData" },
        Pins.Keys.ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_locked_and_staged_in_the_version_of_its_pin(string name)
    {
        string pin = Pins[name];
        string staged = Path.Combine(Path.GetDirectoryName(ModuleEngine.ModulePath)!, "dependencies", name + ".dll");

        Assert.Equal(pin, Locked("AcrHealth.Adapters", name));
        // The command-line program holds the same libraries.
        Assert.Equal(pin, Locked("AcrHealth.Cli", name));
        Assert.Equal(pin, FileVersionInfo.GetVersionInfo(staged).ProductVersion!.Split('+')[0]);
    }

    private static string? Locked(string project, string name)
    {
        using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources.Root, "src", project, "packages.lock.json")));
        return locked.RootElement.GetProperty("dependencies").EnumerateObject().First().Value.GetProperty(name).GetProperty("resolved").GetString();
    }

    private static IEnumerable<XElement> References(string file, string element) => XDocument.Load(Path.Combine(Sources.Root, file)).Descendants(element);
}
