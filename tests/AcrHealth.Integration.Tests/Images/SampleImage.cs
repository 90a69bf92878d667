namespace AcrHealth.Integration.Tests.Images;

/// <summary>An image that is put into the registry.</summary>
/// <param name="Repository">Its repository; its tag is "latest".</param>
/// <param name="Format">The format that skopeo writes.</param>
/// <param name="Write">Writes it as a layout into a directory.</param>
internal sealed record SampleImage(string Repository, string Format, Action<string> Write)
{
    private const string Oci = "oci";
    private const string Docker = "v2s2";

    /// <summary>An image for this machine.</summary>
    public static SampleImage Hello { get; } = new("hello", Oci, directory => OciLayout.WriteImage(directory, Platform.Own));

    /// <summary>Another one.</summary>
    public static SampleImage Agreed { get; } = new("agreed", Oci, directory => OciLayout.WriteImage(directory, Platform.Own));

    /// <summary>An image that no test pulls.</summary>
    public static SampleImage Untouched { get; } = new("untouched", Oci, directory => OciLayout.WriteImage(directory, Platform.Own));

    public static SampleImage OtherProcessor { get; } = new("other-processor", Oci, directory => OciLayout.WriteImage(directory, Platform.OtherProcessor));

    public static SampleImage Windows { get; } = new("windows", Oci, directory => OciLayout.WriteImage(directory, Platform.Windows));

    /// <summary>An OCI index without anything for this machine.</summary>
    public static SampleImage ForeignIndex { get; } = new("foreign-index", Oci, WriteForeign);

    /// <summary>The same as a manifest list of docker's.</summary>
    public static SampleImage ForeignList { get; } = new("foreign-list", Docker, WriteForeign);

    public static IReadOnlyList<SampleImage> All { get; } = [Hello, Agreed, Untouched, OtherProcessor, Windows, ForeignIndex, ForeignList];

    public static SampleImage Of(string repository) => All.Single(image => image.Repository == repository);

    private static void WriteForeign(string directory) => OciLayout.WriteIndex(directory, Platform.Windows, Platform.OtherProcessor);
}
