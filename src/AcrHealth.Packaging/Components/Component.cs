namespace AcrHealth.Packaging.Components;

/// <summary>A third-party package of which files ship in one of ours.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">The SHA-512 of the package, in hexadecimal.</param>
/// <param name="Needs">The names of the packages that it depends on, whether they ship or not.</param>
/// <param name="Authors">Its authors.</param>
/// <param name="Copyright">Its copyright notice; null if it states none.</param>
/// <param name="ProjectUrl">The address of its web page; null if it does not state one.</param>
/// <param name="License">Its license.</param>
/// <param name="Notices">Its notices about the software within it; null if it has none.</param>
internal sealed record Component(
    string Id,
    string Version,
    string Hash,
    IReadOnlyList<string> Needs,
    string Authors,
    string? Copyright,
    string? ProjectUrl,
    License License,
    string? Notices)
{
    public string PackageUrl => $"pkg:nuget/{Id}@{Version}";

    public override string ToString() => $"{Id} {Version}";
}
