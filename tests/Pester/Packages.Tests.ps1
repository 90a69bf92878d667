#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    # Made by dotnet build -t:PackModule; without them there is nothing to install.
    $packed = Test-Path (Join-Path $PSScriptRoot '..' '..' 'out' 'packages' 'AcrHealth.*.nupkg')
}

Describe 'The package of the module, from a folder' -Skip:(-not $packed) {
    BeforeAll {
        $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot '..' '..' 'AcrHealth.psd1')).ModuleVersion
        $folder = (New-Item (Join-Path $TestDrive 'repository') -ItemType Directory).FullName
        Copy-Item (Join-Path $PSScriptRoot '..' '..' 'out' 'packages' "AcrHealth.$version.nupkg") $folder
        $name = "AcrHealthPester$PID"

        # In a process of its own: this one has the module loaded, and its assemblies stay.
        function Invoke-Imported([string] $Manifest) {
            # A pwsh that dotnet tool install has made is dotnet, running pwsh.dll.
            $shell = (Get-Process -Id $PID).Path
            $library = if ((Split-Path $shell -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
            & $shell $library -NoProfile -Command "
                Import-Module '$Manifest' -ErrorAction Stop
                (Get-Module AcrHealth).Version.ToString()
                (Get-AcrHealthError DOCKER_DAEMON_ERROR).Code"
        }
    }

    It 'is taken by PSResourceGet' {
        Register-PSResourceRepository -Name $name -Uri $folder -Trusted
        try {
            $found = Find-PSResource AcrHealth -Repository $name
            $found.Version | Should -Be $version
            $found.Tags | Should -Contain 'PSEdition_Core'
            $found.ReleaseNotes | Should -Not -BeNullOrEmpty
            Save-PSResource AcrHealth -Repository $name -Path $TestDrive
        }
        finally { Unregister-PSResourceRepository -Name $name }
        Invoke-Imported (Join-Path $TestDrive 'AcrHealth' $version 'AcrHealth.psd1') | Should -Be $version, 'DOCKER_DAEMON_ERROR'
    }

    It 'is taken by PowerShellGet' -Skip:(-not (Get-Module PowerShellGet -ListAvailable)) {
        $modules = (New-Item (Join-Path $TestDrive 'modules') -ItemType Directory).FullName
        Register-PSRepository -Name $name -SourceLocation $folder -InstallationPolicy Trusted
        try {
            (Find-Command Test-AcrHealth -Repository $name).ModuleName | Should -Be 'AcrHealth'
            Save-Module AcrHealth -Repository $name -Path $modules
        }
        finally { Unregister-PSRepository -Name $name }
        Invoke-Imported (Join-Path $modules 'AcrHealth' $version 'AcrHealth.psd1') | Should -Be $version, 'DOCKER_DAEMON_ERROR'
    }
}
