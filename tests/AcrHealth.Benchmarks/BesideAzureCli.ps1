<#
.SYNOPSIS
Measures acrhealth beside the Azure CLI: whole processes, and an open session, in front of the same simulator.
.DESCRIPTION
Both check the same healthy registry with the same programs on the PATH (scripts that answer as docker, helm and notary do), and both sign
in to the simulator's Entra ID: the Azure CLI beforehand, as it does it once for all runs, acrhealth anew in every run. Runs of both take
turns. Needs Linux, root (the Azure CLI gets a hosts file of its own, in a mount namespace), and Debian's azure-cli.

    dotnet build -c Release
    dotnet publish src/AcrHealth.Cli -r linux-x64 -o out/native
    pwsh -File tests/AcrHealth.Benchmarks/BesideAzureCli.ps1 out/native/acrhealth -Latency 50
.PARAMETER Tool
The native program to measure.
.PARAMETER Latency
What the simulator waits before every answer, in milliseconds.
.PARAMETER Runs
How often each of both is started for the medians.
.PARAMETER Registries
How many registries are put through both: through the Azure CLI one by one, as it takes one, so that it runs at least so often.
.PARAMETER Port
The first of the simulator's ports.
#>
param(
    [Parameter(Mandatory)][string] $Tool,
    [int] $Latency = 0,
    [int] $Runs = 10,
    [int] $Registries = 100,
    [int] $Port = 43000
)

$ErrorActionPreference = 'Stop'
$directory = [IO.Directory]::CreateTempSubdirectory('acrhealth-').FullName
$programs = [IO.Directory]::CreateDirectory("$directory/programs").FullName
$Tool = [IO.Path]::GetFullPath($Tool, $PWD.Path)

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

$root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
$simulator = Start-Program dotnet @("$root/src/AcrHealth.Simulator/bin/Release/net10.0/AcrHealth.Simulator.dll", 'simulate', '--port', $Port, '--latency', $Latency) @{}
try {
    $variables = @{ PATH = $programs }
    while (-not $authority -and $null -ne ($line = $simulator.StandardOutput.ReadLine())) {
        if ($line -match '\$env:(\w+) = ''(.*)''') { $variables[$Matches[1]] = $Matches[2] }
        if ($line -match "-CACertificate '(.*)'") { $authority = $Matches[1] }
    }

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
    $test = @('test', "localhost:$Port", '--ca-certificate', $authority, '--force', '--output', 'jsonl')
    $theirs = @()
    $ours = @()
    foreach ($run in 1..[Math]::Max($Runs, $Registries)) {
        $their = Measure-Program /usr/bin/unshare $checkHealth $az
        if ($their.Said -notmatch 'Fetch access token .* : OK' -or $their.Said -match 'ERROR') { throw $their.Said }
        $theirs += $their.Milliseconds
        if ($run -le $Runs) {
            $our = Measure-Program $Tool $test $variables
            if ($our.ExitCode -or $our.Said -notmatch 'AccessToken') { throw $our.Said }
            $ours += $our.Milliseconds
        }
    }

    # The module is loaded when this begins. Ten runs come between the first and those that are told of, as nobody waits for the compiler then.
    [IO.File]::WriteAllText("$directory/Session.ps1", @"
Import-Module '$root/out/AcrHealth/AcrHealth.psd1'
`$watch = [Diagnostics.Stopwatch]::StartNew()
function Measure-Check([int] `$Count) {
    `$watch.Restart()
    `$results = @(@('localhost:$Port') * `$Count | Test-AcrHealth -CACertificate '$authority' -Force)
    `$bad = `$results | Where-Object Status -NE Passed
    if (`$bad) { throw `$bad[0].Message }
    `$watch.Elapsed.TotalMilliseconds
}
'first {0}' -f (Measure-Check 1)
foreach (`$run in 1..10) { `$null = Measure-Check 1 }
foreach (`$run in 1..20) { 'later {0}' -f (Measure-Check 1) }
'many {0}' -f (Measure-Check $Registries)
"@)
    $session = Measure-Program $PSHOME/pwsh @('-NoProfile', '-File', "$directory/Session.ps1") $variables
    if ($session.ExitCode) { throw $session.Said }
    $lines = $session.Said -split "`n"
    function Get-Measured([string] $Kind) { Get-Median ([double[]] ($lines | Where-Object { $_ -like "$Kind *" } | ForEach-Object { $_.Split(' ')[1] })) }

    $one = Get-Median $theirs
    $all = 0
    $theirs[0..($Registries - 1)] | ForEach-Object { $all += $_ }
    "az acr check-health, $Latency ms an answer: {0:0} ms; $Registries registries one by one: {1:0.0} s" -f $one, ($all / 1000)
    $rows = @(
        , @('cold', (Get-Median $ours), $one)
        , @('first run in a session', (Get-Measured first), $one)
        , @('later runs', (Get-Measured later), $one)
        , @("$Registries registries", (Get-Measured many), $all)
    )
    foreach ($row in $rows) { '{0,-24} {1,6:0} ms  {2:0.000} x az' -f $row[0], $row[1], ($row[1] / $row[2]) }
}
finally {
    $null = Measure-Program /usr/bin/kill @($simulator.Id) @{}
    $simulator.WaitForExit()
    [IO.Directory]::Delete($directory, $true)
}
