using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AcrHealth.Targets;

/// <summary>The platforms that this machine runs. Selects among the images of an index by the rules of containerd, which docker uses, too.</summary>
/// <param name="Systems">The operating systems of containers on this machine, the default one first.</param>
/// <param name="Processors">The processor architectures whose programs run on this machine, its own first.</param>
internal sealed record MachinePlatform(IReadOnlyList<string> Systems, IReadOnlyList<(string Architecture, string? Variant)> Processors)
{
    public static MachinePlatform Current { get; } = new(CurrentSystems(), ProcessorsOf(RuntimeInformation.OSArchitecture, X64Level()));

    /// <summary>The machine's own platform, as docker names it.</summary>
    public ImagePlatform Own => new(Systems[0], Processors[0].Architecture, Processors[0].Architecture == "arm" ? Processors[0].Variant : null);

    /// <summary>Returns the rank of an image's platform, the lower the better; null if it does not run on this machine.</summary>
    public int? Rank(ImagePlatform image)
    {
        int system = IndexOf(Systems, image.OS);
        if (system < 0)
        {
            return null;
        }

        for (int i = 0; i < Processors.Count; i++)
        {
            (string architecture, string? variant) = Processors[i];
            if (image.Architecture == architecture && (variant ?? string.Empty) == Normal(image))
            {
                return (system * Processors.Count) + i;
            }
        }

        return null;
    }

    internal static IReadOnlyList<(string Architecture, string? Variant)> ProcessorsOf(Architecture architecture, int x64Level) => architecture switch
    {
        Architecture.X64 => [.. Enumerable.Range(0, x64Level).Select(i => ("amd64", x64Level - i is var level and > 1 ? $"v{level}" : null)), ("386", null)],
        Architecture.X86 => [("386", null)],
        Architecture.Arm64 => [("arm64", "v8"), ("arm", "v8"), ("arm", "v7"), ("arm", "v6"), ("arm", "v5")],
        Architecture.Arm => [("arm", "v7"), ("arm", "v6"), ("arm", "v5")],
        Architecture.Armv6 => [("arm", "v6"), ("arm", "v5")],
        Architecture.S390x => [("s390x", null)],
        Architecture.Ppc64le => [("ppc64le", null)],
        Architecture.LoongArch64 => [("loong64", null)],
        _ => [(architecture.ToString().ToLowerInvariant(), null)],
    };

    // Docker Desktop has a Linux of its own on macOS, and on Windows unless it is switched to Windows containers.
    private static IReadOnlyList<string> CurrentSystems() => OperatingSystem.IsWindows() ? ["linux", "windows"] : ["linux"];

    // A missing variant means the baseline variant.
    private static string Normal(ImagePlatform image) => (image.Architecture, image.Variant) switch
    {
        ("arm64", null or "" or "8") => "v8",
        ("arm", null or "" or "7") => "v7",
        ("arm", "5" or "6" or "8") => "v" + image.Variant,
        ("amd64", "v1") => string.Empty,
        _ => image.Variant ?? string.Empty,
    };

    // The levels of the x86-64 psABI, identified by their instructions.
    private static int X64Level() =>
        !(Sse42.IsSupported && Popcnt.IsSupported) ? 1
        : !(Avx2.IsSupported && Bmi1.IsSupported && Bmi2.IsSupported && Fma.IsSupported && Lzcnt.IsSupported) ? 2
        : !(Avx512F.IsSupported && Avx512BW.IsSupported && Avx512CD.IsSupported && Avx512DQ.IsSupported) ? 3
        : 4;

    private static int IndexOf(IReadOnlyList<string> list, string item)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == item)
            {
                return i;
            }
        }

        return -1;
    }
}
