@{
    RootModule             = 'AcrHealth.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '7d0c2c6e-6f5e-4c0e-9f3b-2b7a5a1c9e41'
    Author                 = 'AcrHealth contributors'
    CompanyName            = 'AcrHealth contributors'
    Copyright              = '(c) AcrHealth contributors. MIT License.'
    Description            = 'Tells why this machine cannot use an Azure container registry, and what to do about it: the checks of az acr check-health as PowerShell objects.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('AcrHealth.format.ps1xml')
    CmdletsToExport        = @('ConvertTo-AcrHealthReport', 'Export-AcrHealthReport', 'Get-AcrHealthCheck', 'Get-AcrHealthError', 'Get-AcrHealthSummary', 'Get-AcrPullFailure', 'Test-AcrHealth', 'Test-AcrHealthCluster', 'Wait-AcrHealth')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            # The build adds Prerelease, ReleaseNotes (the version's section of CHANGELOG.md) and the links.
            Tags         = @('Azure', 'ACR', 'ContainerRegistry', 'Diagnostics', 'Health', 'Docker', 'Helm', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
