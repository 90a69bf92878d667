using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>One thing that is wrong, put before the Azure CLI and before us.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="WhatIsWrong">The fault, in a sentence.</param>
/// <param name="Code">The documented code for it; null if it deserves none.</param>
/// <param name="Difference">Why we are right where the Azure CLI says something else; null where it says the same.</param>
internal sealed record Comparison(string Name, string WhatIsWrong, string? Code, string? Difference)
{
    /// <summary>The fault of the registry that is checked.</summary>
    public string Fault { get; init; } = Simulator.Fault.Healthy.Name;

    /// <summary>The registry's address, and that of all else in its cloud.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The programs of the machine.</summary>
    public FakePrograms Programs { get; init; } = new();

    /// <summary>Whether all programs of the machine work.</summary>
    public bool HasUsualPrograms => Programs == new FakePrograms();

    /// <summary>The parameters of our command beside the registry, for faults that the Azure CLI has no option for.</summary>
    public string Parameters { get; init; } = string.Empty;

    /// <summary>Whether the Azure CLI waits for ever.</summary>
    public bool HoldsAz { get; init; }

    /// <summary>The codes of which the Azure CLI gives one or the other, by chance; empty where chance plays no part.</summary>
    public IReadOnlyList<string> AzGivesOneOf { get; init; } = [];

    /// <summary>Returns the folder of its programs in a directory.</summary>
    public string ProgramsIn(TemporaryDirectory directory) => directory.Under("programs", Name);

    /// <summary>One for a fault of the simulator's.</summary>
    public static Comparison Of(Fault fault, string? difference) => new(fault.Name, fault.Description, fault.Code, difference)
    {
        Fault = fault.Name,
        Parameters = fault.SeenWith is null ? string.Empty : $"-{fault.SeenWith}" + (fault.IsInResourceManagerOnly ? string.Empty : $" {SimulatedRegistry.Repository}"),
    };
}
