# Checks registries and ends with 0 when all can be used from here, with 1 when one cannot, with 2 for a name that can be no registry's.
param(
    [Parameter(Mandatory, Position = 0, ValueFromRemainingArguments)]
    [string[]] $Registry
)

# No container client within a container: the registry is what is asked about.
$results = Test-AcrHealth -Registry $Registry -ExcludeCheck Docker*, Helm* -ErrorVariable refused
$results
if ($refused) { exit 2 }
if ($results.Status -contains 'Failed') { exit 1 }
