using System.Management.Automation;

namespace AcrHealth.Engine.Tests;

/// <summary>Looks at what a script has written while it goes on writing.</summary>
internal static class LiveOutput
{
    /// <summary>Returns the objects that are there now. Copying a collection that grows meanwhile fails, and enumerating it waits for its end.</summary>
    public static PSObject[] Snapshot(this PSDataCollection<PSObject> output) => [.. Enumerable.Range(0, output.Count).Select(index => output[index])];
}
