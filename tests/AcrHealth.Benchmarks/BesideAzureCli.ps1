<#
.SYNOPSIS
Measures acrhealth and the module beside the Azure CLI, in front of the same simulator, and writes the table of docs/performance.md.
.DESCRIPTION
All check the same healthy registry with the same programs on the PATH (scripts that answer as docker, helm and notary do), and sign in to the
simulator's Entra ID: the Azure CLI beforehand, as it does that once for all runs, the others in every run. The runs take turns. Needs Linux, root (the Azure CLI
gets a hosts file of its own, in a mount namespace), python3, and Debian's azure-cli. It is started by

    dotnet run -c Release --project tests/AcrHealth.Benchmarks -- beside-az [-Latency 50]
.PARAMETER Native
The native program.
.PARAMETER Latency
What the simulator waits before every response, in milliseconds.
.PARAMETER Runs
How often each is started for the medians.
.PARAMETER Registries
How many registries are checked in one run, by the native program and by the module.
.PARAMETER Port
The first of the simulator's ports.
#>
param(
    [Parameter(Mandatory)][string] $Native,
    [int] $Latency = 0,
    [int] $Runs = 10,
    [int] $Registries = 1000,
    [int] $Port = 20000
)

$ErrorActionPreference = 'Stop'
$directory = [IO.Directory]::CreateTempSubdirectory('acrhealth-').FullName
$programs = [IO.Directory]::CreateDirectory("$directory/programs").FullName

function Write-Program([string] $Name, [string] $Script) {
    [IO.File]::WriteAllText("$programs/$Name", "#!/bin/sh`n$Script`n")
    [IO.File]::SetUnixFileMode("$programs/$Name", 'UserRead, UserWrite, UserExecute')
}

function Start-Program([string] $Path, [string[]] $Arguments, [hashtable] $Environment) {
    $start = [Diagnostics.ProcessStartInfo]::new($Path)
    $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    [Diagnostics.Process]::Start($start)
}

# All that it says, and the milliseconds from its start to its end.
function Measure-Program([string] $Path, [string[]] $Arguments, [hashtable] $Environment) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $process = Start-Program $Path $Arguments $Environment
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $said = $process.StandardOutput.ReadToEnd() + $errors.Result
    $process.WaitForExit()
    [PSCustomObject]@{ Milliseconds = $watch.Elapsed.TotalMilliseconds; Said = $said; ExitCode = $process.ExitCode }
}

function Get-Median([double[]] $Values) {
    [Array]::Sort($Values)
    $Values[[int][Math]::Floor($Values.Length / 2)]
}

Write-Program docker @'
case "$1" in
ps) echo 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES' ;;
pull) echo "Status: Image is up to date for $2" ;;
*) echo 'Docker version 28.2.2, build e6534b4' ;;
esac
'@
Write-Program helm @'
case "$*" in
*--short*) echo 'v3.14.0+g3fc9f4b' ;;
*) echo 'version.BuildInfo{Version:"v3.14.0", GitCommit:"3fc9f4b", GitTreeState:"clean", GoVersion:"go1.21.7"}' ;;
esac
'@
Write-Program notary "printf 'notary\n Version:    0.6.0\n'"

# The wall time in milliseconds and the peak of memory in MiB; both of the program alone.
function Measure-Peak([string] $Path, [string[]] $Arguments, [hashtable] $Environment) {
    $script = 'import os, resource, subprocess, sys, time; start = time.monotonic(); null = open(os.devnull, "w"); code = subprocess.call(sys.argv[1:], stdout=null); print((time.monotonic() - start) * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024); sys.exit(code)'
    $run = Measure-Program /usr/bin/python3 (@('-c', $script, $Path) + $Arguments) $Environment
    if ($run.ExitCode) { throw $run.Said }
    [double[]] $run.Said.Trim().Split(' ')
}

$root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
$dotnet = (Get-Command dotnet).Source
$module = "$root/out/AcrHealth/AcrHealth.psd1"
$simulator = Start-Program $dotnet @("$root/src/AcrHealth.Simulator/bin/Release/net10.0/AcrHealth.Simulator.dll", 'simulate', '--port', $Port, '--latency', $Latency, '--registries', $Registries) @{}
try {
    $variables = @{ PATH = $programs }
    $servers = @()
    while ($null -ne ($line = $simulator.StandardOutput.ReadLine()) -and $line -notmatch '^Running') {
        if ($line -match '\$env:(\w+) = ''(.*)''') { $variables[$Matches[1]] = $Matches[2] }
        if ($line -match "Test-AcrHealth (\S+) .*-CACertificate '(.*)'") { $servers += $Matches[1]; $authority = $Matches[2] }
    }
    $null = $simulator.StandardOutput.ReadToEndAsync()
    [IO.File]::WriteAllLines("$directory/registries", $servers)

    # The Azure CLI looks a login server up with its port, as real ones have none.
    $hosts = "$directory/hosts"
    [IO.File]::WriteAllText($hosts, "127.0.0.1 localhost`n127.0.0.1 localhost:$Port`n")
    $az = @{
        PATH = $programs; HOME = $directory; AZURE_CONFIG_DIR = "$directory/az"; REQUESTS_CA_BUNDLE = $authority
        AZURE_CORE_COLLECT_TELEMETRY = 'no'; AZURE_CORE_NO_COLOR = 'yes'; no_proxy = '*'
    }
    $withHosts = '--mount', '/bin/sh', '-c', '/usr/bin/mount --bind "$0" /etc/hosts && exec /usr/bin/az "$@"', $hosts
    $resourceManager = "https://localhost:$($Port + 5)"
    $signIn = @(
        , @('cloud', 'register', '--name', 'Simulated', '--endpoint-resource-manager', $resourceManager, '--suffix-acr-login-server-endpoint', '.azurecr.io')
        , @('cloud', 'set', '--name', 'Simulated')
        , @('login', '--service-principal', '--username', $variables.AZURE_CLIENT_ID, "--password=$($variables.AZURE_CLIENT_SECRET)", '--tenant', $variables.AZURE_TENANT_ID)
    )
    foreach ($arguments in $signIn) {
        $prepared = Measure-Program /usr/bin/unshare ($withHosts + $arguments) $az
        if ($prepared.ExitCode) { throw "az $arguments`: $($prepared.Said)" }
    }

    $checkHealth = $withHosts + @('acr', 'check-health', '--name', 'simhealthy', '--ignore-errors', '--yes')
    $test = @('test', $servers[0], '--ca-certificate', $authority, '--force', '--output', 'jsonl')
    $session = @('-NoProfile', '-Command', "Import-Module '$module'; `$watch = [Diagnostics.Stopwatch]::StartNew(); `$results = @(Test-AcrHealth $($servers[0]) -CACertificate '$authority' -Force); 'took ' + `$watch.Elapsed.TotalMilliseconds.ToString('0.0', [cultureinfo]::InvariantCulture); if (`$results.Status -ne 'Passed') { throw (`$results | Where-Object Status -ne Passed).Message }")
    $theirs = @(); $cold = @(); $same = @(); $peaks = @(); $first = @()
    foreach ($run in 1..$Runs) {
        $their = Measure-Program /usr/bin/unshare $checkHealth $az
        if ($their.Said -notmatch 'Fetch access token .* : OK' -or $their.Said -match 'ERROR') { throw $their.Said }
        $theirs += $their.Milliseconds
        $our = Measure-Program $Native $test $variables
        if ($our.ExitCode -or $our.Said -notmatch '"AccessToken"') { throw $our.Said }
        $cold += $our.Milliseconds
        # The Azure CLI does not follow an image to its layers.
        $our = Measure-Program $Native ($test + '--exclude-check', 'DataEndpoint') $variables
        if ($our.ExitCode) { throw $our.Said }
        $same += $our.Milliseconds
        $peaks += (Measure-Peak $Native $test $variables)[1]
        $shell = Measure-Program $dotnet (@("$PSHOME/pwsh.dll") + $session) $variables
        if ($shell.ExitCode -or $shell.Said -notmatch 'took ([0-9.]+)') { throw $shell.Said }
        $first += [double] $Matches[1]
    }

    # Ten runs come before those that are reported, as nobody waits for the compiler then.
    $many = "@(Get-Content '$directory/registries')"
    $warm = Measure-Program $dotnet @("$PSHOME/pwsh.dll", '-NoProfile', '-Command', @"
Import-Module '$module'
function Measure-Check([string[]] `$Names) {
    `$watch = [Diagnostics.Stopwatch]::StartNew()
    `$failed = `$Names | Test-AcrHealth -CACertificate '$authority' -ExcludeCheck Docker*, Helm* | Where-Object Status -ne Passed
    if (`$failed) { throw @(`$failed)[0].Message }
    `$watch.Elapsed.TotalMilliseconds.ToString('0.0', [cultureinfo]::InvariantCulture)
}
foreach (`$run in 1..10) { `$null = Measure-Check $($servers[0]) }
foreach (`$run in 1..20) { 'later ' + (Measure-Check $($servers[0])) }
'many ' + (Measure-Check $many)
'peak ' + ((Get-Content /proc/self/status | Select-String VmHWM).ToString() -replace '[^0-9]')
"@) $variables
    if ($warm.ExitCode) { throw $warm.Said }
    function Get-Measured([string] $Kind) { Get-Median ([double[]] ($warm.Said -split "`n" | Where-Object { $_ -like "$Kind *" } | ForEach-Object { $_.Split(' ')[1] })) }
    $all = Measure-Peak $Native @('test', '--file', "$directory/registries", '--ca-certificate', $authority, '--exclude-check', 'Docker*', 'Helm*', '--output', 'jsonl') $variables

    $one = Get-Median $theirs
    $load = [IO.File]::ReadAllText('/proc/loadavg').Split(' ')[0]
    "$Latency ms a response, medians of $Runs; $([Environment]::ProcessorCount) cores, load $load at the end; acrhealth is $([Math]::Round([IO.FileInfo]::new($Native).Length / 1e6, 1)) MB"
    ''
    '| | time | × az | peak |'
    '| --- | ---: | ---: | ---: |'
    '| az acr check-health | {0:0} ms | 1 | |' -f $one
    '| acrhealth test, cold | {0:0} ms | {1:0.00} | {2:0} MiB |' -f (Get-Median $cold), ((Get-Median $cold) / $one), (Get-Median $peaks)
    '| acrhealth test without DataEndpoint, cold | {0:0} ms | {1:0.00} | |' -f (Get-Median $same), ((Get-Median $same) / $one)
    '| first run in PowerShell, the module imported | {0:0} ms | {1:0.00} | |' -f (Get-Median $first), ((Get-Median $first) / $one)
    '| later runs in PowerShell | {0:0} ms | {1:0.00} | |' -f (Get-Measured later), ((Get-Measured later) / $one)
    '| {0} registries, acrhealth | {1:0} ms | | {2:0} MiB |' -f $servers.Count, $all[0], $all[1]
    '| {0} registries in PowerShell | {1:0} ms | | {2:0} MiB |' -f $servers.Count, (Get-Measured many), ((Get-Measured peak) / 1024)
}
finally {
    $null = Measure-Program /usr/bin/kill @($simulator.Id) @{}
    $simulator.WaitForExit()
    [IO.Directory]::Delete($directory, $true)
}
