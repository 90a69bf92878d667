using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>Where things of a repository are in a registry's API (distribution specification).</summary>
internal static class RepositoryPaths
{
    public static Uri Manifest(RegistryTarget registry, string repository, string reference) => registry.Url($"/v2/{repository}/manifests/{reference}");

    public static Uri Blob(RegistryTarget registry, string repository, string digest) => registry.Url($"/v2/{repository}/blobs/{digest}");

    public static Uri Tags(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/tags/list?n=100");

    /// <summary>What Azure's own API tells of a tag, whether its manifest is there or not.</summary>
    public static Uri TagAttributes(RegistryTarget registry, string repository, string tag) => registry.Url($"/acr/v1/{repository}/_tags/{tag}");

    /// <summary>What Azure's own API tells of a manifest.</summary>
    public static Uri ManifestAttributes(RegistryTarget registry, string repository, string digest) => registry.Url($"/acr/v1/{repository}/_manifests/{digest}");

    /// <summary>The tags that were deleted and can be restored.</summary>
    public static Uri DeletedTags(RegistryTarget registry, string repository) => registry.Url($"/acr/v1/_deleted/{repository}/_tags");

    /// <summary>The manifests that were deleted and can be restored.</summary>
    public static Uri DeletedManifests(RegistryTarget registry, string repository) => registry.Url($"/acr/v1/_deleted/{repository}/_manifests");

    /// <summary>So many tags that come after a text in the order of their characters, from registries that can tell them.</summary>
    public static Uri TagsAfter(RegistryTarget registry, string repository, string text, int count) =>
        registry.Url($"/v2/{repository}/tags/list?n={count}&last={Uri.EscapeDataString(text)}");

    public static Uri Catalog(RegistryTarget registry) => registry.Url("/v2/_catalog?n=3");

    public static Uri Uploads(RegistryTarget registry, string repository) => registry.Url($"/v2/{repository}/blobs/uploads/");
}
