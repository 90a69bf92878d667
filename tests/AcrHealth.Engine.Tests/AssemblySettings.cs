using Xunit.Sdk;
using Xunit.v3;

// Most tests wait for answers and timeouts. Those that change what is the process's own are in the collection EnvironmentVariables, and run alone.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 6)]

// One simulator for all: a test that counts what a host has seen adds a registry of its own, or starts a simulator.
[assembly: AssemblyFixture(typeof(Simulated))]
