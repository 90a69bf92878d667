namespace AcrHealth.Completion;

/// <summary>Completes the registries that have been checked in this session, and those that container clients and the Azure CLI are set up for.</summary>
public sealed class RegistryCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() =>
        SeenRegistries.All().Concat(ConfiguredRegistries.All()).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, name));
}
