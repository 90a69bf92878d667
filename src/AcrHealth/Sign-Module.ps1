<#
.SYNOPSIS
    Signs the files of a module with Authenticode.
.DESCRIPTION
    The certificate, with its key, is a PKCS #12 file in Base64 in the environment variable SIGNING_CERTIFICATE; its password is in
    SIGNING_PASSWORD. Files that have a valid signature keep it, because it is that of their publisher. Needs Windows.
.PARAMETER Path
    The folder of the module.
.PARAMETER TimestampServer
    The server that confirms when a file was signed, so that the signature stays valid when the certificate has expired.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

$ErrorActionPreference = 'Stop'

if (-not $env:SIGNING_CERTIFICATE) { throw 'SIGNING_CERTIFICATE is not set.' }
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new(
    [Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_PASSWORD)
try {
    $files = @(Get-ChildItem -LiteralPath $Path -Recurse -File | Where-Object Extension -in '.dll', '.ps1', '.psd1', '.psm1', '.ps1xml')
    foreach ($file in $files) {
        if ((Get-AuthenticodeSignature -LiteralPath $file.FullName).Status -eq 'Valid') { continue }
        $signature = Set-AuthenticodeSignature -LiteralPath $file.FullName -Certificate $certificate -HashAlgorithm SHA256 `
            -IncludeChain NotRoot -TimestampServer $TimestampServer
        if ($signature.Status -ne 'Valid') { throw "$($file.Name) was not signed: $($signature.Status), $($signature.StatusMessage)" }
        "Signed $([IO.Path]::GetRelativePath($Path, $file.FullName))"
    }
    if ($files.Count -eq 0) { throw "No file to sign in $Path." }
}
finally {
    $certificate.Dispose()
}
