# Has both of PowerShell's installers take AcrHealth from a folder of packages, imports what they laid out, and says what came of it.
param(
    # The folder with the package.
    [Parameter(Mandatory)] [string] $Packages,
    # A folder of which nothing is left behind elsewhere.
    [Parameter(Mandatory)] [string] $Scratch
)

$ErrorActionPreference = 'Stop'
# Where a pwsh that is a .NET tool runs, the process is dotnet.
$shell = (Get-Process -Id $PID).Path
$library = if ((Split-Path $shell -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }

# In a process of its own each: a module's assemblies stay in the one that has imported it.
function Write-Imported([string] $Installer, [string] $Modules) {
    $manifest = (Get-ChildItem $Modules -Recurse -Filter AcrHealth.psd1).FullName
    $said = & $shell $library -NoProfile -Command "
        Import-Module '$manifest' -ErrorAction Stop
        (Get-Module AcrHealth).Version.ToString()
        (Get-AcrHealthError DOCKER_DAEMON_ERROR).Code"
    "${Installer}: $said"
}

$name = "AcrHealth$PID"
$modules = (New-Item (Join-Path $Scratch 'resources') -ItemType Directory).FullName
Register-PSResourceRepository -Name $name -Uri $Packages -Trusted
try {
    $found = Find-PSResource AcrHealth -Repository $name
    "found: $($found.Type) $($found.Version) $($found.Tags -contains 'PSEdition_Core') $([bool] $found.ReleaseNotes)"
    Save-PSResource AcrHealth -Repository $name -Path $modules
}
finally { Unregister-PSResourceRepository -Name $name }
Write-Imported PSResourceGet $modules

$modules = (New-Item (Join-Path $Scratch 'modules') -ItemType Directory).FullName
Register-PSRepository -Name $name -SourceLocation $Packages -InstallationPolicy Trusted
try {
    "found: $((Find-Command Test-AcrHealth -Repository $name).ModuleName)"
    Save-Module AcrHealth -Repository $name -Path $modules
}
finally { Unregister-PSRepository -Name $name }
Write-Imported PowerShellGet $modules
