using System.Collections;
using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>
/// Takes registries as text or as objects that name their login server: those of Get-AzContainerRegistry, results of Test-AcrHealth. The
/// engine by itself would take any object for its type's name, and that for a host.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegistryTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Properties = ["LoginServer", nameof(HealthCheckResult.Registry)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        string[] names = [.. ListIn(inputData)?.SelectMany(NamesOf) ?? NamesOf(inputData)];

        // Who gives an empty list has not asked for this machine alone.
        return names.Length > 0 ? names : new[] { string.Empty };
    }

    private static IEnumerable<string> NamesOf(object? item) => Unwrap(item) switch
    {
        string or Uri => [item!.ToString()!],
        IDictionary table => Names(Properties.Select(key => Try(() => table[key])), table),
        { } thing => Names(Properties.Select(property => Try(() => PSObject.AsPSObject(item!).Properties[property]?.Value)), thing),
        null => [UnnamedRegistry.Of(null)],
    };

    // The first of the properties that has a text, or several.
    private static string[] Names(IEnumerable<object?> values, object thing) =>
        values.Select(value => Unwrap(value) is string name ? [name] : (string[])[.. ListIn(value)?.Select(Unwrap).OfType<string>() ?? []])
            .FirstOrDefault(names => names.Length > 0)
        ?? [UnnamedRegistry.Of(thing)];

    // What cannot be read names nothing, and costs the registries beside it nothing.
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
