# An Operation Validation test: Invoke-OperationValidation -ModuleName AcrHealth -TestType Simple, or Invoke-Pester with this file.
# It tests this machine's part and needs no registry.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'AcrHealth.psd1')
    $results = @(Test-AcrHealth -ExcludeCheck DockerPull)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'AcrHealth.psd1')
}

Describe 'This machine' -Tag Simple {
    It '<_.Check>' -ForEach $results {
        if ($_.Status -eq 'Skipped') { Set-ItResult -Skipped -Because $_.Message }
        $_ | Should -BeHealthy
    }
}
