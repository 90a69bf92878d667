using AcrHealth.Targets;

namespace AcrHealth.Checks.Registry;

/// <summary>Where things of a repository are in a registry's API (distribution specification).</summary>
internal static class RepositoryPaths
{
    public static Uri Manifest(RegistryTarget registry, string repository, string reference) => registry.Url($"/v2/{repository}/manifests/{reference}");

    public static Uri Blob(RegistryTarget registry, string repository, string digest) => registry.Url($"/v2/{repository}/blobs/{digest}");

    public static Uri Tags(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/tags/list?n=5");

    /// <summary>So many tags that come after a text in the order of their characters, from registries that can tell them.</summary>
    public static Uri TagsAfter(RegistryTarget registry, string repository, string text, int count) =>
        registry.Url($"/v2/{repository}/tags/list?n={count}&last={Uri.EscapeDataString(text)}");

    public static Uri Uploads(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/blobs/uploads/");
}
