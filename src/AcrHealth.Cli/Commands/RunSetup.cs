using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Running;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Cli.Commands;

/// <summary>Creates the objects that a command needs to check registries from its options.</summary>
internal sealed class RunSetup : IDisposable
{
    /// <param name="options">The options of the command.</param>
    /// <param name="given">The parsed command line.</param>
    /// <param name="adjust">Adjusts the options that were read for this command; null to change nothing.</param>
    /// <exception cref="UsageException">An option is invalid.</exception>
    public RunSetup(RegistryOptions options, ParseResult given, Func<HealthCheckOptions, HealthCheckOptions>? adjust = null)
    {
        HealthCheckOptions read = OptionReader.Read(options, given);
        IReadOnlyList<HealthCheck> checks = CheckNames.Select(given.GetValue(options.Check)!, given.GetValue(options.ExcludeCheck)!);
        Targets = new(read.Cloud);
        Registries = Targets.Parse(RegistrySource.Read(given.GetValue(options.Registry)!, given.GetValue(options.File)));
        ThrottleLimit = given.GetValue(options.ThrottleLimit);
        Output = ResultOutputs.Create(given.GetValue(options.Output), given.GetValue(options.Quiet));
        Events = new(given.GetValue(options.Verbose), given.GetValue(options.Quiet), given.GetValue(options.Force), given.GetValue(options.WhatIf));
        TrustStore.Apply();
        Session = Services.Session(adjust?.Invoke(read) ?? read, checks, Events);
    }

    /// <summary>Parses the registries.</summary>
    public TargetParser Targets { get; }

    /// <summary>The number of registries that are checked at a time.</summary>
    public int ThrottleLimit { get; }

    /// <summary>The output that receives the results.</summary>
    public IResultOutput Output { get; }

    /// <summary>The console output that receives the steps.</summary>
    public ConsoleEvents Events { get; }

    /// <summary>The progress of the run.</summary>
    public ProgressLine Progress => Events.Progress;

    /// <summary>The session of the checks, with their services.</summary>
    public HealthCheckSession Session { get; }

    /// <summary>The registries, read lazily.</summary>
    public IEnumerable<RegistryTarget> Registries { get; }

    /// <summary>The exit code of a run without a failed check.</summary>
    /// <param name="anyChecked">Whether anything was checked.</param>
    public int CodeWithoutFailure(bool anyChecked)
    {
        if (!anyChecked && !Targets.AnyInvalid)
        {
            Console.Error.WriteLine(Texts.NothingToRun);
        }

        return Targets.AnyInvalid || Events.HasCrashed || !anyChecked ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }

    public void Dispose()
    {
        Session.Dispose();
        Events.Dispose();
    }
}
