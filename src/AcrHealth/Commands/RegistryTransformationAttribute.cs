using System.Collections;
using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Running;

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
        object? input = Unwrap(inputData);
        IEnumerable items = input is IList list ? list : new[] { inputData };
        return items.Cast<object?>().Select(NameOf).ToArray();
    }

    private static string NameOf(object? item)
    {
        switch (Unwrap(item))
        {
            case string or Uri:
                return item!.ToString()!;
            case IDictionary table when Properties.FirstOrDefault(table.Contains) is { } key && Unwrap(table[key]) is string name:
                return name;
            case { } when Properties.Select(property => PSObject.AsPSObject(item).Properties[property]?.Value).Select(Unwrap).OfType<string>().FirstOrDefault() is { } name:
                return name;
            default:
                throw new ArgumentTransformationMetadataException(
                    CheckOutcome.Format(Messages.NotARegistry, Unwrap(item)?.GetType().Name ?? "null"));
        }
    }

    private static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
}
