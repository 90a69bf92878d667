using System.Globalization;
using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class DiskSpaceCheck : EngineCheck
{
    public const string CheckName = "DiskSpace";

    private const long Mebibyte = 1024 * 1024;

    // Absolute, since images do not grow with disks: a pull holds an image compressed and unpacked. A small base image takes some 100 MB of
    // both, one of an SDK or with machine learning in it more than a gigabyte.
    private const long Failing = 256 * Mebibyte;
    private const long Low = 2048 * Mebibyte;

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DiskSpace];

    public override string Description => Strings.DiskSpaceDescription;

    protected override CheckOutcome Evaluate(CheckContext context, ContainerClient client, ContainerEngine engine)
    {
        if (!engine.IsHere)
        {
            return CheckOutcome.NotApplicable(Strings.DiskElsewhere);
        }

        DiskSpaceDetail? fullest = engine.ImageDirectories.Select(Measure).OfType<DiskSpaceDetail>().MinBy(space => space.FreeBytes);
        if (fullest is null)
        {
            return CheckOutcome.NotApplicable(Strings.DiskUnknown);
        }

        string free = Size(fullest.FreeBytes);
        return fullest.FreeBytes switch
        {
            < Failing => Report(MachineFindings.DiskFull),
            < Low => Report(MachineFindings.DiskLow),
            _ => CheckOutcome.Passed(MessageFormat.Format(Strings.DiskFine, free, fullest.Path), fullest),
        };

        CheckOutcome Report(Finding finding) => context.Report(
            finding,
            fullest,
            ("free", free),
            ("path", fullest.Path),
            ("dockerClient", client.IsCtr ? null : client.Command),
            ("ctr", client.IsCtr ? client.Command : null),
            ("usage", EngineService.Usage(client, fullest.Path)));
    }

    private static DiskSpaceDetail? Measure(string directory)
    {
        if (!Path.IsPathFullyQualified(directory))
        {
            return null;
        }

        // A root-owned directory may be inaccessible; its disk is known to every account that can reach a directory above it.
        for (string? path = directory; path is not null; path = Path.GetDirectoryName(path))
        {
            if (Directory.Exists(path))
            {
                try
                {
                    var drive = new DriveInfo(path);
                    return new() { Path = directory, FreeBytes = drive.AvailableFreeSpace, TotalBytes = drive.TotalSize };
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private static string Size(long bytes) => bytes >= 10 * 1024 * Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * Mebibyte)} GiB")
        : bytes >= 1024 * Mebibyte
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1024 * Mebibyte):0.0} GiB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte} MiB");
}
