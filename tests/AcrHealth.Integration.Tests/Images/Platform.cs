using System.Runtime.InteropServices;

namespace AcrHealth.Integration.Tests.Images;

/// <summary>The platform that an image is for, in the image format's words.</summary>
internal sealed record Platform(string OperatingSystem, string Architecture)
{
    private const string Intel = "amd64";
    private const string Arm = "arm64";

    /// <summary>This machine's.</summary>
    public static Platform Own { get; } = new("linux", RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? Arm : Intel);

    public static Platform OtherProcessor { get; } = new("linux", Own.Architecture == Intel ? Arm : Intel);

    public static Platform Windows { get; } = new("windows", Own.Architecture);
}
