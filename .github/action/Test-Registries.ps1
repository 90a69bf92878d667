# The step of action.yml that tests the registries. The inputs come in environment variables, so that no input is part of a script.
$ErrorActionPreference = 'Stop'

function Get-List([string] $Text) { $Text -split '[,\s]+' | Where-Object Length }

# In the form of GitHub's workflow commands, which has characters of its own.
function Format-Annotation([string] $Text) { $Text -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A' }
function Format-Title([string] $Text) { (Format-Annotation $Text) -replace ':', '%3A' -replace ',', '%2C' }

# What stops this step, such as an unknown check, is an annotation too, and not in the log alone.
trap {
    "::error title=AcrHealth::$(Format-Annotation "$_")"
    exit 1
}

$failOn = $env:ACRHEALTH_FAIL_ON.Trim().ToLowerInvariant()
if ($failOn -notin 'failed', 'warning', 'never') {
    "::error title=AcrHealth::fail-on is '$(Format-Annotation $env:ACRHEALTH_FAIL_ON)'. Use failed, warning or never."
    exit 1
}

$registries = @(Get-List $env:ACRHEALTH_REGISTRY)
if ($registries.Count -eq 0) {
    '::error title=AcrHealth::registry is empty. Name one registry or more.'
    exit 1
}

$module = if ($env:ACRHEALTH_MODULE_PATH) { $env:ACRHEALTH_MODULE_PATH } else { 'AcrHealth' }
Import-Module $module

$options = @{}
if ($env:ACRHEALTH_REPOSITORY) { $options.Repository = $env:ACRHEALTH_REPOSITORY }
if ($check = @(Get-List $env:ACRHEALTH_CHECK)) { $options.Check = $check }
if ($exclude = @(Get-List $env:ACRHEALTH_EXCLUDE_CHECK)) { $options.ExcludeCheck = $exclude }
if ($env:ACRHEALTH_TIMEOUT_SECONDS) { $options.TimeoutSeconds = $env:ACRHEALTH_TIMEOUT_SECONDS }
if ($env:ACRHEALTH_CLOUD) { $options.Cloud = $env:ACRHEALTH_CLOUD }
if ($env:ACRHEALTH_CA_CERTIFICATE) { $options.CACertificate = $env:ACRHEALTH_CA_CERTIFICATE }

# What cannot be checked at all is an error record, and must not cost the results of the other registries.
$results = @(Test-AcrHealth -Registry $registries @options -ErrorAction SilentlyContinue -ErrorVariable refused -InformationAction Ignore)

# Texts of servers are shown: no line of theirs may be a command to the runner.
$marker = [guid]::NewGuid().ToString('n')
"::stop-commands::$marker"
$results | Out-String -Width 160
"::${marker}::"

foreach ($result in $results | Where-Object Status -in Failed, Warning) {
    $level = if ($result.Status -eq 'Failed') { 'error' } else { 'warning' }
    $title = @($result.Registry, $result.Check, $result.ErrorCode) -ne $null -join ' '
    $text = @($result.Message) + @($result.Remediation | Select-Object -First 1) -join "`n"
    "::$level title=$(Format-Title $title)::$(Format-Annotation $text)"
}
foreach ($record in $refused) {
    "::error title=AcrHealth::$(Format-Annotation "$record")"
    "- $([char] 0x2717) $("$record" -replace '[\\`*_\[\]<>#|&]', '\$0')" | Add-Content -LiteralPath $env:GITHUB_STEP_SUMMARY
}

$failed = @($results | Where-Object Status -eq Failed).Count
$warnings = @($results | Where-Object Status -eq Warning).Count
$status = if ($failed -or $refused) { 'Failed' } elseif ($warnings) { 'Warning' } else { 'Passed' }
@("status=$status", "failed=$failed", "warnings=$warnings") | Add-Content -LiteralPath $env:GITHUB_OUTPUT

if ($results) {
    $report = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($env:ACRHEALTH_REPORT_PATH)
    $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($report))
    $results | Export-AcrHealthReport -Path $report -Format JUnit
    $results | ConvertTo-AcrHealthReport -Format Markdown | Add-Content -LiteralPath $env:GITHUB_STEP_SUMMARY
    "report=$report" | Add-Content -LiteralPath $env:GITHUB_OUTPUT
}

if ($failOn -eq 'never' -or $status -eq 'Passed' -or ($status -eq 'Warning' -and $failOn -eq 'failed')) { exit 0 }
exit 1
