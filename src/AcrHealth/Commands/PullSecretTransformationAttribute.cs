using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>Joins the lines of kubectl's output, which PowerShell collects separately, to one text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PullSecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object data = inputData is PSObject { BaseObject: var inner } ? inner : inputData;
        return data is object[] lines ? string.Join('\n', lines) : data is FileInfo file ? file.FullName : inputData;
    }
}
