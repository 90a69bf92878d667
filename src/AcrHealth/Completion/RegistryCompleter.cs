namespace AcrHealth.Completion;

/// <summary>Completes the registries that have been checked in this session.</summary>
public sealed class RegistryCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() => SeenRegistries.All().Select(name => (name, name));
}
