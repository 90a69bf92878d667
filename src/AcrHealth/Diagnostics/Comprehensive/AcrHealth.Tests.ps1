# An Operation Validation test: Invoke-OperationValidation -ModuleName AcrHealth -TestType Comprehensive, or Invoke-Pester with this file.
# It tests the path to registries, with the identity of this machine. ACRHEALTH_REGISTRY names them, separated by commas or spaces; a
# container with -Data @{ Registry = 'contoso' } does so as well. Option has more parameters of Test-AcrHealth.
param(
    [string[]] $Registry = @($env:ACRHEALTH_REGISTRY -split '[,\s]+' | Where-Object Length),
    [hashtable] $Option = @{}
)

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'AcrHealth.psd1')
    $registries = @(
        if ($Registry) {
            Test-AcrHealth $Registry -ExcludeCheck Docker*, Helm* @Option | Where-Object Category -eq Registry | Group-Object Registry
        }
    )
    $named = @{ Named = [bool] $Registry }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' '..' 'AcrHealth.psd1')
}

Describe 'Registries' -Tag Comprehensive {
    It 'are named in ACRHEALTH_REGISTRY' -ForEach $named {
        if (-not $Named) { Set-ItResult -Skipped -Because 'ACRHEALTH_REGISTRY is not set' }
    }
}

# Pester 6 refuses an empty -ForEach.
if ($registries) {
    Describe '<_.Name>' -Tag Comprehensive -ForEach $registries {
        It '<_.Check>' -ForEach $_.Group {
            if ($_.Status -eq 'Skipped') { Set-ItResult -Skipped -Because $_.Message }
            $_ | Should -BeHealthy
        }
    }
}
