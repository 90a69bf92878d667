#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    # Pester 6 has assertions like Should-BeTrue beside the operators of Should.
    $hasAssertions = [bool] (Get-Command Should-BeTrue -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'out' 'AcrHealth' 'AcrHealth.psd1') -Force
    $results = Test-AcrHealth localhost:1 -Anonymous -Check Tls
}

Describe 'Should -BeHealthy' {
    It 'passes where nothing failed' {
        Test-AcrHealth contoso -Check LoginServer | Should -BeHealthy
    }

    It 'tells check, code, message and remedies of what failed' {
        $failed = $results | Where-Object Status -eq Failed
        $expected = "*because of the deployment*localhost:1 Tls $($failed.ErrorCode)*$($failed.Remediation[0])*"
        { $results | Should -BeHealthy -Because 'of the deployment' } | Should -Throw $expected
    }

    It 'can be negated' {
        $results | Should -Not -BeHealthy
        { Test-AcrHealth contoso -Check LoginServer | Should -Not -BeHealthy } | Should -Throw '*no check failed*'
    }

    It 'reads summaries, too' {
        Test-AcrHealth contoso -Check LoginServer -Summary | Should -BeHealthy
        $results | Get-AcrHealthSummary | Should -Not -BeHealthy
    }

    It 'refuses what is no result' {
        { 'contoso' | Should -BeHealthy } | Should -Throw '*Test-AcrHealth contoso*'
        { @() | Should -BeHealthy } | Should -Throw '*Test-AcrHealth contoso*'
    }

    It 'is there whichever module was imported first: <_>' -ForEach 'Pester, AcrHealth', 'AcrHealth, Pester' {
        $root = Join-Path $PSScriptRoot '..' '..' 'out'
        $order = $_ -split ', '
        $env:PSModulePath = $root + [IO.Path]::PathSeparator + $env:PSModulePath
        $suite = Join-Path $TestDrive 'Order.Tests.ps1'
        Set-Content $suite "Describe order { It works { Test-AcrHealth contoso -Check LoginServer | Should -BeHealthy } }"
        # Where it was installed as a tool, PowerShell is an assembly that dotnet runs.
        $program = (Get-Process -Id $PID).Path
        $assembly = @(if ((Split-Path $program -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
        $passed = & $program @assembly -NoProfile -Command "Import-Module $($order[0]); Import-Module $($order[1]); (Invoke-Pester '$suite' -Output None -PassThru).PassedCount"
        $passed | Should -Be 1
    }
}

if ($hasAssertions) {
    Describe 'Should-BeHealthy' {
        It 'passes if nothing failed' {
            Test-AcrHealth contoso -Check LoginServer | Should-BeHealthy
            Should-BeHealthy -Actual (Test-AcrHealth contoso, fabrikam -Check LoginServer)
        }

        It 'names check, code and remedy of what failed' {
            $failed = $results | Where-Object Status -eq Failed
            $said = try { $results | Should-BeHealthy -Because 'of the deployment' } catch { $_ }
            $said.FullyQualifiedErrorId | Should -BeLike 'PesterAssertionFailed*'
            "$said" | Should -BeLike "*because of the deployment*localhost:1 Tls $($failed.ErrorCode)*$($failed.Remediation[0])*"
        }

        It 'has an opposite' {
            $results | Should-NotBeHealthy
            { Test-AcrHealth contoso -Check LoginServer | Should-NotBeHealthy } | Should -Throw '*no check failed*'
        }
    }
}
