namespace AcrHealth.Core.Tests.Layering;

public sealed class LayerTests(ITestOutputHelper output)
{
    private static readonly LayerPlan Plan = new(Repository.Root);

    [Fact]
    public void Each_layer_refers_only_to_those_below_it()
    {
        output.WriteLine(Plan.ToString());

        string[] upward =
        [
            .. Plan.References().Where(reference => Plan.LayerOf(reference.To) > Plan.LayerOf(reference.From))
                .Select(reference => $"{reference.From} refers to {reference.Type} in {reference.To}, which is in a higher layer."),
        ];

        Assert.Empty(upward);
    }

    [Fact]
    public void Each_folder_belongs_to_a_layer_and_each_layer_has_files()
    {
        Assert.DoesNotContain(Plan.Files, file => Plan.LayerOf(file) < 0);
        Assert.All(Enumerable.Range(0, Plan.Layers.Count), layer => Assert.Contains(Plan.Files, file => Plan.LayerOf(file) == layer));
    }

    [Fact]
    public void No_file_imports_a_higher_layer()
    {
        Dictionary<string, int> layers = Plan.Files.GroupBy(file => file.Namespace).Where(group => group.Key != "AcrHealth")
            .ToDictionary(group => group.Key, group => group.Min(Plan.LayerOf));

        string[] upward =
        [
            .. Plan.Files.SelectMany(file => file.Imports.Where(import => layers.GetValueOrDefault(import, -1) > Plan.LayerOf(file)).Select(import => $"{file} imports {import}.")),
        ];

        Assert.Empty(upward);
    }

    // Users know the public types by names such as [AcrHealth.CheckStatus], wherever their files are.
    [Fact]
    public void Namespaces_follow_folders() => Assert.All(
        Plan.Files, file => Assert.Contains(file.Namespace, new[] { $"AcrHealth.{file.Folder.Replace('/', '.')}", "AcrHealth" }));

    [Theory]
    [InlineData("Environment")]
    [InlineData("ResourceManager")]
    [InlineData("Commands")]
    [InlineData("PowerShell")]
    public void No_namespace_hides_a_type_that_everybody_uses(string name) =>
        Assert.DoesNotContain(Plan.Files, file => file.Namespace.Split('.').Contains(name));

    [Fact]
    public void References_to_types_are_found_or_nothing_would_be_proved()
    {
        Assert.Contains(Plan.References(), reference => reference.Type == "CheckOutcome" && reference.From.Path.StartsWith("Checks/", StringComparison.Ordinal));
        Assert.Contains(Plan.References(), reference => reference.Type == "TcpDialer" && reference.From.Path == "Network/AddressRace.cs");
    }
}
