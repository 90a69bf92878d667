namespace AcrHealth.Core.Tests.Support;

/// <summary>The process has one environment: tests that change it run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentChangers
{
    public const string Name = "Changes the environment";
}
