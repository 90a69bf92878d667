#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests, packs, installs or publishes AcrHealth.
.DESCRIPTION
A thin front over MSBuild: all but Pester can be done with the .NET SDK alone.
.PARAMETER Task
Build lays the module out in out/AcrHealth. Test runs the xunit suites, and Pester's where Pester 5 is installed. Pack makes
out/packages/AcrHealth.<version>.nupkg, the module, AcrHealth.Simulator.<version>.nupkg, the simulator, and AcrHealth.Cli.<version>.nupkg, the native program, which is also an archive. Image makes
out/packages/acrhealth-<version>-<platform>-image.tar, a container image; it needs Linux. Install puts the module where this user's PowerShell finds it. Publish sends the
module's package to a repository.
.PARAMETER Configuration
The build configuration; packages are always of Release.
.PARAMETER Prerelease
The label of a pre-release, letters and digits: preview1 makes 0.1.0-preview1.
.PARAMETER ProjectUrl
Where the project is published, for the links in the packages; without it they have none.
.PARAMETER Repository
The name of the registered repository to publish to.
.PARAMETER ApiKey
The key for that repository.
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Image', 'Install', 'Publish')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [ValidatePattern('^[A-Za-z][0-9A-Za-z]*$')]
    [string] $Prerelease,

    [uri] $ProjectUrl,

    [string] $Repository = 'PSGallery',

    [securestring] $ApiKey
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'out' 'AcrHealth'
$packages = Join-Path $PSScriptRoot 'out' 'packages'
$manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'AcrHealth.psd1')

# What begins with a hyphen is quoted by who calls: PowerShell takes a bare -t:PackModule apart at the colon.
function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

function Invoke-Build {
    Invoke-DotNet build (Join-Path $PSScriptRoot 'src' 'AcrHealth') '--configuration' $Configuration
}

function Invoke-Test {
    Push-Location $PSScriptRoot
    try { Invoke-DotNet test '--configuration' $Configuration } finally { Pop-Location }

    $pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 }
    if (-not $pester) {
        Write-Warning 'tests/Pester was not run: Pester 5 is not installed (Install-PSResource Pester -Version 5.*).'
        return
    }

    # A process of its own: a module's assemblies cannot be unloaded, and the next build would find them locked.
    $suite = Join-Path $PSScriptRoot 'tests' 'Pester'
    pwsh -NoProfile -Command "Import-Module Pester -MaximumVersion 5.999; Invoke-Pester -Path '$suite' -CI"
    if ($LASTEXITCODE -ne 0) { throw "$LASTEXITCODE Pester tests failed." }
}

function Invoke-Target([string] $Target) {
    $properties = @()
    if ($Prerelease) { $properties += "-p:VersionSuffix=$Prerelease" }
    if ($ProjectUrl) { $properties += "-p:ProjectUrl=$ProjectUrl" }
    Push-Location $PSScriptRoot
    try { Invoke-DotNet build "-t:$Target" @properties } finally { Pop-Location }
}

function Invoke-Install {
    $userModules = ($env:PSModulePath -split [IO.Path]::PathSeparator)[0]
    $target = Join-Path $userModules 'AcrHealth' $manifest.ModuleVersion
    if ($PSCmdlet.ShouldProcess($target, 'Install AcrHealth')) {
        if (Test-Path $target) { Remove-Item $target -Recurse }
        New-Item $target -ItemType Directory -Force | Out-Null
        Copy-Item (Join-Path $module '*') $target -Recurse
    }
}

function Invoke-Publish {
    $version = if ($Prerelease) { "$($manifest.ModuleVersion)-$Prerelease" } else { $manifest.ModuleVersion }
    $package = Join-Path $packages "AcrHealth.$version.nupkg"
    if ($PSCmdlet.ShouldProcess($Repository, "Publish $package")) {
        $key = if ($ApiKey) { @{ ApiKey = ConvertFrom-SecureString $ApiKey -AsPlainText } } else { @{} }
        Publish-PSResource -NupkgPath $package -Repository $Repository @key
    }
}

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Test }
    'Pack' { Invoke-Target PackModule }
    'Image' { Invoke-Target PackImage }
    'Install' { Invoke-Build; Invoke-Install }
    'Publish' { Invoke-Target PackModule; Invoke-Publish }
}
