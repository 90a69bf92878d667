using System.Collections;
using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>
/// Accepts registries as text or as objects that name their login server: those of Get-AzContainerRegistry, results of Test-AcrHealth. The
/// engine itself would convert any object to its type's name, which would then be taken for a host.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegistryTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Properties = ["LoginServer", nameof(HealthCheckResult.Registry)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        string[] names = [.. ListIn(inputData)?.SelectMany(NamesOf) ?? NamesOf(inputData)];

        // An empty list does not mean that only this machine is to be checked.
        return names.Length > 0 ? names : new[] { string.Empty };
    }

    private static IEnumerable<string> NamesOf(object? item) => Unwrap(item) switch
    {
        string or Uri => [item!.ToString()!],
        IDictionary table => Names(Properties.Select(key => Try(() => table[key])), table),
        { } thing => Names(Properties.Select(property => Try(() => PSObject.AsPSObject(item!).Properties[property]?.Value)), thing),
        null => [UnnamedRegistry.Of(null)],
    };

    // The first property that has one text or several.
    private static string[] Names(IEnumerable<object?> values, object thing) =>
        values.Select(value => Unwrap(value) is string name ? [name] : (string[])[.. ListIn(value)?.Select(Unwrap).OfType<string>() ?? []])
            .FirstOrDefault(names => names.Length > 0)
        ?? [UnnamedRegistry.Of(thing)];

    // An unreadable object names nothing, and does not affect the registries beside it.
    private static object? Try(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is GetValueException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<object?>? ListIn(object? value) => LanguagePrimitives.GetEnumerable(Unwrap(value))?.Cast<object?>();

    private static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
}
