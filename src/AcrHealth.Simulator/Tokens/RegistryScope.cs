using System.Text.Json.Nodes;

namespace AcrHealth.Simulator.Tokens;

/// <summary>
/// A resource and the actions on it, <c>type:name:action,action</c>, as asked for in a scope parameter and granted in a token's access
/// claim (https://distribution.github.io/distribution/spec/auth/scope/).
/// </summary>
internal sealed record RegistryScope(string Type, string Name, IReadOnlyList<string> Actions)
{
    private const string RepositoryType = "repository";
    private const string EveryName = "*";

    public static RegistryScope Catalog { get; } = new("registry", "catalog", ["*"]);

    public static RegistryScope Repository(string name, string action) => new(RepositoryType, name, [action]);

    /// <summary><see langword="null"/> if <paramref name="text"/> is not a scope. The name may have colons of its own.</summary>
    public static RegistryScope? Parse(string text)
    {
        int first = text.IndexOf(':', StringComparison.Ordinal);
        int last = text.LastIndexOf(':');
        if (first <= 0 || last <= first + 1 || last == text.Length - 1)
        {
            return null;
        }

        return new RegistryScope(text[..first], text[(first + 1)..last], text[(last + 1)..].Split(','));
    }

    public static RegistryScope FromClaim(JsonNode claim) => new(
        claim[nameof(Type)]!.GetValue<string>(),
        claim[nameof(Name)]!.GetValue<string>(),
        [.. claim[nameof(Actions)]!.AsArray().Select(action => action!.GetValue<string>())]);

    /// <summary>The same without an action; <see langword="null"/> if none is left.</summary>
    public RegistryScope? Without(string action) => Actions.Contains(action)
        ? Actions.Count == 1 ? null : this with { Actions = [.. Actions.Where(other => other != action)] }
        : this;

    /// <summary>The same of all repositories; of anything but a repository, itself.</summary>
    public RegistryScope OfEveryRepository() => Type == RepositoryType ? this with { Name = EveryName } : this;

    /// <summary>The claim, in the casing of the service.</summary>
    public JsonObject ToClaim() => new()
    {
        [nameof(Type)] = Type,
        [nameof(Name)] = Name,
        [nameof(Actions)] = new JsonArray([.. Actions.Select(action => JsonValue.Create(action))]),
    };

    /// <summary>Whether whoever was granted this may do one of the actions of <paramref name="needed"/>.</summary>
    public bool Allows(RegistryScope needed) =>
        Type == needed.Type && (Name == needed.Name || Name == EveryName) && (Actions.Contains("*") || Actions.Intersect(needed.Actions).Any());

    public override string ToString() => $"{Type}:{Name}:{string.Join(',', Actions)}";
}
