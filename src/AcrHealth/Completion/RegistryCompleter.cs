namespace AcrHealth.Completion;

/// <summary>Completes the registries that were checked in this session, and those in the configuration of container clients and the Azure CLI.</summary>
public sealed class RegistryCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() =>
        SeenRegistries.All().Concat(ConfiguredRegistries.All()).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, name));
}
