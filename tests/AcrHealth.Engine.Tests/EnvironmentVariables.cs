namespace AcrHealth.Engine.Tests;

/// <summary>The tests that change this process's environment, which run by themselves.</summary>
[CollectionDefinition(nameof(EnvironmentVariables), DisableParallelization = true)]
public sealed class EnvironmentVariables;
