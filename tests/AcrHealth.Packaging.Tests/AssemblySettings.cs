using Xunit.Sdk;
using Xunit.v3;

// Each test is a build, or waits for one: side by side they would only be slower.
[assembly: Parallelization(Mode = ParallelMode.None)]

// Packed once, when the first test asks for it.
[assembly: AssemblyFixture(typeof(Packages))]
