<#
.SYNOPSIS
Runs the blocks of a page one after the other, as a reader would in one session, and tells what went wrong in each.
.DESCRIPTION
A block whose first line is a comment with nothing but a file's name (# contoso.Tests.ps1) is the content of that file. Scripts are run in a
process of their own, suites by Pester.
.PARAMETER Blocks
A JSON file of the blocks: Line and Code.
.PARAMETER Report
The file to write: a line of JSON for each block, with its Line and its Troubles.
#>
param([string] $Blocks, [string] $Report)

# What reaches beyond the simulator has a stand-in here. All else that a page uses is real.
function Install-PSResource { }
function Connect-AzAccount { }
function Get-AzAccessToken { [pscustomobject]@{ Token = ConvertTo-SecureString $env:EXAMPLE_TOKEN -AsPlainText -Force } }
function Get-AzContainerRegistry { $env:EXAMPLE_REGISTRIES -split ' ' | ForEach-Object { [pscustomobject]@{ LoginServer = $_ } } }
function Get-Credential { [pscredential]::new($env:EXAMPLE_USER, (ConvertTo-SecureString $env:EXAMPLE_PASSWORD -AsPlainText -Force)) }
function Invoke-Item { }
function New-ScheduledTaskAction { }
function New-ScheduledTaskTrigger { }
function Register-ScheduledTask { }
function Invoke-RestMethod { }
function Test-AcrHealthCluster { }
function Get-AcrPullFailure { [pscustomobject]@{ Registry = ($env:EXAMPLE_REGISTRIES -split ' ')[0]; Cause = 'PodNoCredential' } }
$env:GITHUB_STEP_SUMMARY = Join-Path $PWD summary.md

# A job for each machine: its results come through the serializer, as those of another machine do.
function Invoke-Command {
    param([scriptblock] $ScriptBlock, [string[]] $HostName, [string[]] $ComputerName, [object[]] $ArgumentList)
    foreach ($machine in @($HostName) + @($ComputerName) | Where-Object { $_ }) {
        Start-Job -ScriptBlock $ScriptBlock -ArgumentList $ArgumentList | Receive-Job -Wait -AutoRemoveJob |
            Add-Member PSComputerName $machine -Force -PassThru
    }
}

# Readers' variables are theirs: those of this script have names that nobody gives.
${-healthy} = ($env:EXAMPLE_REGISTRIES -split ' ')[0]
${-pwsh} = (Get-Process -Id $PID).Path

foreach (${-block} in Get-Content -LiteralPath $Blocks -Raw | ConvertFrom-Json) {
    ${-output} = [System.Collections.Generic.List[object]]::new()
    try {
        if (${-block}.Code -match '\A# (?<name>[\w.-]+\.\w+)\r?\n') {
            ${-file} = Join-Path $PWD $Matches.name
            Set-Content -LiteralPath ${-file} -Value ${-block}.Code
            if (${-file} -like '*.Tests.ps1') {
                ${-run} = Invoke-Pester -Path ${-file} -Output None -PassThru
                ${-run}.Failed | ForEach-Object { ${-output}.Add($_.ErrorRecord[0]) }
                ${-run}.FailedContainers | ForEach-Object { ${-output}.Add($_.ErrorRecord[0]) }
                if (${-run}.TotalCount -eq 0) { throw 'Pester finds no test in this suite.' }
            }
            elseif (${-file} -like '*.ps1') {
                ${-said} = & ${-pwsh} -NoProfile -NonInteractive -File ${-file} 2>&1
                if ($LASTEXITCODE -ne 0) { throw "The script ended with $($LASTEXITCODE): ${-said}" }
            }
        }
        else {
            . ([scriptblock]::Create(${-block}.Code)) 2>&1 | ForEach-Object { ${-output}.Add($_) }
        }

        # The views are tried, too.
        ${-output} | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] } | Out-String -Width 100 | Out-Null
    }
    catch {
        ${-output}.Add($_)
    }

    ${-troubles} = foreach (${-item} in ${-output}) {
        if (${-item} -is [System.Management.Automation.ErrorRecord]) { "${-item} ($(${-item}.FullyQualifiedErrorId))" }
        elseif (${-item}.Registry -eq ${-healthy} -and ${-item}.Status -eq 'Failed') { "contoso is well, and $(${-item}.Check) says: $(${-item}.Message)" }
    }
    [pscustomobject]@{ Line = ${-block}.Line; Troubles = @(${-troubles}) } | ConvertTo-Json -Compress | Add-Content -LiteralPath $Report
}
