<#
.SYNOPSIS
Measures how long many registries take at one -ThrottleLimit: the median of some runs in a warm session, and the memory at its peak.
.DESCRIPTION
Start `dotnet run --project src/AcrHealth.Simulator -- simulate`, with --latency for answers that take their time, set the variables that it shows, and run this in another
process, one for each limit, so that each has a peak of its own:

    pwsh -File tests/AcrHealth.Benchmarks/HowManyAtOnce.ps1 localhost:41000 /tmp/.../ca.pem 64
#>
param(
    [Parameter(Mandatory)][string] $Registry,
    [Parameter(Mandatory)][string] $CACertificate,
    [Parameter(Mandatory)][int] $ThrottleLimit,
    [int] $Count = 500,
    [int] $Runs = 3
)

$process = [System.Diagnostics.Process]::GetCurrentProcess()
$parameters = @{ CACertificate = $CACertificate; ThrottleLimit = $ThrottleLimit; ExcludeCheck = 'Docker*', 'Helm*' }

# What the first registries cost is the runtime's, and is paid at any limit.
@($Registry) * 100 | Test-AcrHealth @parameters | Where-Object Status -EQ Failed | ForEach-Object { throw $_.Message }
$process.Refresh()
$warm = $process.WorkingSet64

$times = foreach ($run in 1..$Runs) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $failed = @(@($Registry) * $Count | Test-AcrHealth @parameters | Where-Object Status -EQ Failed)
    if ($failed) { throw "$($failed.Count) failed, the first with: $($failed[0].Message)" }
    $watch.Elapsed.TotalSeconds
}

$process.Refresh()
$median = ([double[]] $times | ForEach-Object { $_ })
[Array]::Sort($median)
'{0} at once: {1:0.00} s, {2:0} MB more than warm at the peak' -f $ThrottleLimit, $median[[int][Math]::Floor($Runs / 2)], (($process.PeakWorkingSet64 - $warm) / 1MB)
