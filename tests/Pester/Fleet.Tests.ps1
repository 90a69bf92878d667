#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'out' 'AcrHealth' 'AcrHealth.psd1') -Force

    # The blocks of docs/fleet.md under a heading, as they stand.
    $page = Get-Content (Join-Path $PSScriptRoot '..' '..' 'docs' 'fleet.md') -Raw
    function Get-Block([string] $Heading) {
        $section = [regex]::Match($page, "(?ms)^## $([regex]::Escape($Heading))\r?\n(.*?)(?=^## |\z)").Groups[1].Value
        [regex]::Matches($section, '(?ms)^```powershell\r?\n(.*?)^```') | ForEach-Object { $_.Groups[1].Value }
    }

    # As of three machines: results of this one that came through a file, under other names. The closed port fails everywhere.
    Push-Location (New-Item (Join-Path $TestDrive 'fleet') -ItemType Directory)
    foreach ($machine in 'node-1', 'node-2', 'node-3') {
        $checked = Test-AcrHealth localhost:1, registry.acrhealth.invalid -Anonymous -Check LoginServer, Tls -ExcludeCheck Docker*, Helm* -TimeoutSeconds 1
        $checked | ConvertTo-Json -Depth 6 -EnumsAsStrings | ForEach-Object { $_.Replace([Environment]::MachineName, $machine) } | Set-Content "health-$machine.json"
    }
    Invoke-Expression (Get-Block 'Files')[1]
    $results | Where-Object { $_.ComputerName -ne 'node-2' -and $_.Registry -eq 'registry.acrhealth.invalid' -and $_.Status -eq 'Failed' } | ForEach-Object { $_.Status = 'Passed' }
}

AfterAll { Pop-Location }

Describe 'docs/fleet.md' {
    It 'reads what the machines wrote' {
        $results.ComputerName | Sort-Object -Unique | Should -Be 'node-1', 'node-2', 'node-3'
        $results | Where-Object { $_.Registry -eq 'localhost:1' -and $_.Check -eq 'Tls' } | ForEach-Object Status | Should -Be 'Failed', 'Failed', 'Failed'
    }

    It 'keeps how long the checks ran' {
        $seconds = ($results | ConvertTo-AcrHealthReport -Format Json | ConvertFrom-Json).results.durationSeconds
        $seconds | Measure-Object -Sum | ForEach-Object Sum | Should -BeGreaterThan 0
    }

    It 'tells which machines cannot reach which registry' {
        $rows = Invoke-Expression (Get-Block 'Which machines cannot reach which registry')[0]
        $rows | Where-Object Name -eq 'localhost:1, CONNECTIVITY_CHALLENGE_ERROR' | ForEach-Object Machines | Should -Be 'node-1, node-2, node-3'
        $rows | Where-Object Name -like 'registry.acrhealth.invalid*' | ForEach-Object Machines | Should -Be 'node-2'
    }

    It 'tells what fails everywhere from what fails somewhere' {
        Invoke-Expression (Get-Block 'Which machines cannot reach which registry')[0] | Out-Null
        $rows = Invoke-Expression (Get-Block 'Which machines cannot reach which registry')[1]
        $rows | Where-Object Registry -eq 'localhost:1' | ForEach-Object Where | Should -Be 'everywhere'
        $rows | Where-Object Registry -eq 'registry.acrhealth.invalid' | ForEach-Object Where | Should -Be 'node-2'
    }

    It 'tells machines apart that see different addresses' {
        ($results | Where-Object { $_.ComputerName -eq 'node-3' -and $_.Check -eq 'Dns' -and $_.Registry -eq 'localhost:1' }).Detail.Addresses = @('10.0.0.4')
        $rows = Invoke-Expression (Get-Block 'Which machines cannot reach which registry')[2]
        $rows | Where-Object Name -eq 'localhost:1, 10.0.0.4' | ForEach-Object Machines | Should -Be 'node-3'
        $rows | Where-Object Name -eq 'localhost:1, 127.0.0.1' | ForEach-Object Machines | Should -Be 'node-1, node-2'
    }

    It 'tells what changed' {
        $before = $results
        $after = $results | ConvertTo-Json -Depth 6 | ConvertFrom-Json
        $changed = $after | Where-Object { $_.ComputerName -eq 'node-1' -and $_.Check -eq 'Tls' -and $_.Registry -eq 'localhost:1' }
        $changed.Status = 'Passed'
        $rows = Invoke-Expression (Get-Block 'On a schedule')[1]
        @($rows) | Should -HaveCount 1
        $rows.ComputerName | Should -Be 'node-1'
        $rows.Status | Should -Be 'Passed'
    }
}

Describe 'Sessions beside each other' {
    It 'gives the same in threads, in parallel runspaces and in jobs of other processes' {
        $module = Join-Path (Split-Path (Get-Module AcrHealth).Path) 'AcrHealth.psd1'
        $check = { param($module) Import-Module $module; Test-AcrHealth localhost:1 -Anonymous -Check Tls }
        $here = & $check $module | ForEach-Object { "$($_.Check) $($_.Status)" }
        $jobs = @(1..2 | ForEach-Object { Start-ThreadJob $check -ArgumentList $module })
        # Start-Job runs the program pwsh beside the engine, which in the package that `dotnet tool install` takes is Linux's.
        if (-not ($IsMacOS -and (Split-Path (Get-Process -Id $PID).Path -LeafBase) -eq 'dotnet')) { $jobs += Start-Job $check -ArgumentList $module }
        foreach ($job in $jobs) {
            $job | Receive-Job -Wait -AutoRemoveJob | ForEach-Object { "$($_.Check) $($_.Status)" } | Should -Be $here
        }

        $parallel = 1..4 | ForEach-Object -ThrottleLimit 2 -Parallel { Import-Module $using:module; Test-AcrHealth localhost:1 -Anonymous -Check Tls }
        $parallel | Where-Object Status -eq 'Failed' | Should -HaveCount 4
    }
}
