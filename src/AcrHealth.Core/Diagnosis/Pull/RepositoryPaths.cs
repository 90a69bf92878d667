using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>The URLs of a repository's content in a registry's API (distribution specification).</summary>
internal static class RepositoryPaths
{
    public static Uri Manifest(RegistryTarget registry, string repository, string reference) => registry.Url($"/v2/{repository}/manifests/{reference}");

    public static Uri Blob(RegistryTarget registry, string repository, string digest) => registry.Url($"/v2/{repository}/blobs/{digest}");

    public static Uri Tags(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/tags/list?n=100");

    /// <summary>The attributes of a tag in Azure's own API, which has them even if the manifest does not exist.</summary>
    public static Uri TagAttributes(RegistryTarget registry, string repository, string tag) => registry.Url($"/acr/v1/{repository}/_tags/{tag}");

    /// <summary>The attributes of a manifest in Azure's own API.</summary>
    public static Uri ManifestAttributes(RegistryTarget registry, string repository, string digest) => registry.Url($"/acr/v1/{repository}/_manifests/{digest}");

    /// <summary>The tags that were deleted and can be restored.</summary>
    public static Uri DeletedTags(RegistryTarget registry, string repository) => registry.Url($"/acr/v1/_deleted/{repository}/_tags");

    /// <summary>The manifests that were deleted and can be restored.</summary>
    public static Uri DeletedManifests(RegistryTarget registry, string repository) => registry.Url($"/acr/v1/_deleted/{repository}/_manifests");

    /// <summary>A number of tags that come after a text in the order of their characters, from registries that support it.</summary>
    public static Uri TagsAfter(RegistryTarget registry, string repository, string text, int count) =>
        registry.Url($"/v2/{repository}/tags/list?n={count}&last={Uri.EscapeDataString(text)}");

    public static Uri Catalog(RegistryTarget registry) => registry.Url("/v2/_catalog?n=3");

    public static Uri Uploads(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/blobs/uploads/");
}
