namespace AcrHealth.Targets;

/// <summary>The cloud in which names are completed and identities sign in, and the source of that choice.</summary>
/// <param name="Named">The cloud that the caller named; null if none was.</param>
/// <param name="Authority">The authority host of the AZURE_AUTHORITY_HOST variable; null if it is not set.</param>
internal sealed record CloudChoice(AzureCloud? Named, Uri? Authority)
{
    public const string AuthorityVariable = "AZURE_AUTHORITY_HOST";

    /// <summary>The cloud of a name without suffix; null if the authority host belongs to no known cloud.</summary>
    public AzureCloud? ForShortNames => Named ?? (Authority is null ? AzureCloud.Public : AzureCloud.ByAuthority(Authority));

    /// <summary>Returns the image for a test pull: that of the chosen cloud, or else of the first registry whose suffix identifies its cloud.</summary>
    /// <param name="registries">The registries as they were given.</param>
    public string SampleImageFor(IEnumerable<string> registries) =>
        (Named ?? (Authority is not null ? ForShortNames : registries.Select(AzureCloud.ByLoginServer).FirstOrDefault(cloud => cloud is not null)) ?? AzureCloud.Public).SampleImage;

    /// <exception cref="FormatException">The variable's value is not an absolute https URL or a host name.</exception>
    public static CloudChoice From(AzureCloud? named, string? authorityVariable)
    {
        if (string.IsNullOrWhiteSpace(authorityVariable))
        {
            return new(named, null);
        }

        string text = authorityVariable.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = Uri.UriSchemeHttps + Uri.SchemeDelimiter + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? authority) && authority.Scheme == Uri.UriSchemeHttps
            ? new(named, authority)
            : throw new FormatException(text);
    }

    /// <summary>
    /// Returns the authority host for a registry: the caller's choice takes precedence over the environment, and the environment over the registry's suffix.
    /// </summary>
    public Uri AuthorityFor(RegistryTarget target) =>
        Named?.AuthorityHost ?? Authority ?? (target.Cloud ?? AzureCloud.Public).AuthorityHost;
}
