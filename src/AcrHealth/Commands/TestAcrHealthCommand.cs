using System.Management.Automation;
using AcrHealth.Completion;
using AcrHealth.Running;
using AcrHealth.Summaries;
using AcrHealth.Targets;

namespace AcrHealth.Commands;

/// <summary>Determines why this machine cannot use an Azure container registry, and how to fix it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AcrHealth", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = EntraSet)]
[OutputType(typeof(HealthCheckResult), typeof(RegistryHealth), typeof(bool))]
public sealed class TestAcrHealthCommand : HealthCheckCommand
{
    private readonly RunProgress _progress;
    private readonly OrderedResultWriter _writer;
    private readonly ClosingSummary _closing;
    private readonly SummaryWriter _summaries;
    private int _registriesUnderWay;

    /// <summary>Initializes the command.</summary>
    public TestAcrHealthCommand()
    {
        _writer = new(Write);
        _progress = new(this, RunningChecks);
        _closing = new(this);
        _summaries = new(WriteObject);
    }

    /// <summary>The longest time that each check may take, in seconds, from 1 to 3600.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = (int)HealthCheckOptions.DefaultTimeout.TotalSeconds;

    /// <summary>A repository to push a tiny image to, which is pulled back and deleted again. Asks before it does so.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PushTo { get; set; }

    /// <summary>Stops at the first failed check, as az acr check-health does; the remaining checks are skipped.</summary>
    [Parameter]
    public SwitchParameter StopOnFailure { get; set; }

    internal override TimeSpan CheckTimeout => TimeSpan.FromSeconds(TimeoutSeconds);

    internal override bool StopsOnFailure => StopOnFailure;

    internal override string? PushRepository => PushTo;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _writer.NoMoreTargets();
        _progress.NoMoreRegistries();
        while (_writer.Open > 0)
        {
            Await();
        }

        Dispatcher.DoPosted();
        _progress.Complete();
        ReportNothingChecked(isResult: Quiet);
        if (Quiet)
        {
            WriteObject(!AnyFailed);
            return;
        }

        _summaries.Complete();
        _closing.Write();
    }

    private protected override void Expect(int registries) => _progress.Expect(registries);

    private protected override void ExpectOneLess() => _progress.ExpectOneLess();

    private protected override void NotChecked(string name)
    {
        ExpectOneLess();
        _closing.AddUnchecked(name);
    }

    private protected override void ShowProgress() => _progress.Show();

    private protected override void Start(RegistryTarget? target)
    {
        // The upstream command waits here, which also bounds the number of names in memory.
        while (target is not null && _registriesUnderWay >= ThrottleLimit)
        {
            Await();
        }

        var place = new TargetResults(target?.DisplayName);
        _writer.Begin(place);
        if (place.IsRegistry)
        {
            _registriesUnderWay++;
            _progress.RegistryBegun();
        }

        HealthCheckSession session = Session;
        CancellationToken cancellationToken = Cancellation;
        RunBeside(
            () => HealthCheckRunner.RunAsync(session, target, result => Dispatcher.Post(() => Receive(place, result)), cancellationToken),
            () => End(place));
        if (place.IsRegistry)
        {
            Dispatcher.DoPosted();
            _progress.Show();
        }
    }

    private void Receive(TargetResults place, HealthCheckResult result)
    {
        if (result.Status == CheckStatus.Failed && place is { IsRegistry: true, IsFailing: false })
        {
            place.IsFailing = true;
            _progress.RegistryFailing();
        }

        if (Summary)
        {
            place.All.Add(result);
        }

        _writer.Add(place, result);
    }

    private void End(TargetResults place)
    {
        if (place.IsRegistry)
        {
            _registriesUnderWay--;
            _progress.RegistryDone();
        }

        _writer.End(place);
        _closing.Add(place.Registry, place.Verdict);
        _summaries.Add(place.All);
    }

    private void Write(HealthCheckResult result)
    {
        AnyMade |= result.Status != CheckStatus.Skipped;
        if (result.Status == CheckStatus.Failed)
        {
            AnyFailed = true;
            _closing.AddCode(result.ErrorCode!);
        }

        if (!Quiet && !Summary)
        {
            WriteObject(result);
        }
    }
}
