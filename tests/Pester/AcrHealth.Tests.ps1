#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    # Start-Job runs the program pwsh beside the engine, which in the package that `dotnet tool install` takes is Linux's.
    $noJobs = $IsMacOS -and (Split-Path (Get-Process -Id $PID).Path -LeafBase) -eq 'dotnet'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'out' 'AcrHealth' 'AcrHealth.psd1') -Force
}

Describe 'Get-AcrHealthError' {
    It 'knows <_>' -ForEach @(
        'DOCKER_COMMAND_ERROR', 'DOCKER_DAEMON_ERROR', 'DOCKER_VERSION_ERROR', 'DOCKER_PULL_ERROR', 'HELM_COMMAND_ERROR', 'HELM_VERSION_ERROR'
        'CONNECTIVITY_DNS_ERROR', 'CONNECTIVITY_FORBIDDEN_ERROR', 'CONNECTIVITY_CHALLENGE_ERROR', 'CONNECTIVITY_AAD_LOGIN_ERROR'
        'CONNECTIVITY_REFRESH_TOKEN_ERROR', 'CONNECTIVITY_ACCESS_TOKEN_ERROR', 'LOGIN_SERVER_ERROR'
    ) {
        $entry = Get-AcrHealthError $_
        $entry.Meaning | Should -Not -BeNullOrEmpty
        $entry.Remediation.Count | Should -BeGreaterThan 1
        $entry.Origin | Should -Be 'Reference2019'
    }

    It 'names the nearest code for one that it does not know' {
        { Get-AcrHealthError DOCKER_DEMON_ERROR -ErrorAction Stop } | Should -Throw '*DOCKER_DAEMON_ERROR*'
    }
}

Describe 'Test-AcrHealth' {
    It 'says that nothing listens on a closed port' {
        $failed = Test-AcrHealth localhost:1 -Anonymous -Check Tls | Where-Object Status -eq Failed
        $failed.ErrorCode | Should -Be 'CONNECTIVITY_CHALLENGE_ERROR'
        $failed.Remediation | Should -Not -BeNullOrEmpty
    }

    It 'gives a Boolean with -Quiet' {
        Test-AcrHealth localhost:1 -Anonymous -Check Tls -Quiet | Should -BeFalse
    }

    It 'goes on after a name that cannot be a registry' {
        $results = 'ab', 'contoso' | Test-AcrHealth -Check LoginServer -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused | Should -HaveCount 1
        $results.Registry | Should -Be 'contoso.azurecr.io'
    }

    It 'gives results that survive a job' -Skip:$noJobs {
        $job = Start-Job -ArgumentList (Get-Module AcrHealth).Path {
            param($path)
            Import-Module (Join-Path (Split-Path $path) 'AcrHealth.psd1')
            Test-AcrHealth localhost:1 -Anonymous -Check Tls
        }
        $failed = $job | Receive-Job -Wait -AutoRemoveJob | Where-Object Status -eq Failed
        $failed.Check | Should -Be 'Tls'
        $failed.Detail.Failures | Should -Be '127.0.0.1:1: ConnectionRefused'
    }

    It 'runs in several runspaces at once' {
        $results = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../../out/AcrHealth/AcrHealth.psd1
            Test-AcrHealth "localhost:$_" -Anonymous -Check Tls
        }
        ($results | Where-Object Check -eq Tls).Registry | Sort-Object | Should -Be 'localhost:1', 'localhost:2', 'localhost:3', 'localhost:4'
    }
}
