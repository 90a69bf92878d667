using AcrHealth.Programs;

namespace AcrHealth.Containers;

/// <summary>
/// Finds out from a credential helper's output why it failed, in the wordings of docker's own helpers, pass, gpg and the keychains behind them. The output
/// may contain secrets: only the cause is kept.
/// </summary>
internal static class HelperEvidence
{
    /// <summary>The programs that helpers need.</summary>
    private static readonly string[] Programs = ["pass", "gpg2", "gpg", "secret-tool", "dbus-launch", "aws", "gcloud", "op", "az", "docker-credential-desktop.exe", "docker-credential-wincred.exe"];

    private static readonly Evidence<HelperFailureCause> Rules = new(
        (HelperFailureCause.ProgramMissing, ["executable file not found", "command not found", ": not found", "resolves to executable in current directory"]),
        (HelperFailureCause.PassNotInitialized, ["pass not initialized", "password store is empty", "Try \"pass init\"", "You must run…pass init", "password-store…no such file"]),
        (HelperFailureCause.PassKeyUnavailable,
            ["gpg: decryption failed", "gpg: public key decryption failed", "gpg: encryption failed", "No secret key", "No public key", "Inappropriate ioctl for device", "gpg: signing failed", "gpg-agent", "pinentry", "gpg: …skipped"]),
        (HelperFailureCause.SecretServiceUnavailable,
            ["Cannot autolaunch D-Bus", "org.freedesktop.secrets", "dbus-launch", "DBUS_SESSION_BUS_ADDRESS", "Could not connect: No such file or directory", "Could not connect: Connection refused", "Cannot spawn a message bus", "error spawning command line"]),
        (HelperFailureCause.KeychainLocked,
            [
                "User interaction is not allowed", "errSecInteractionNotAllowed", "-25308", "keychain cannot be accessed", "does not allow user interaction", "The user name or passphrase you entered is not correct", "Prompt dismissed", "locked collection",
                "collection is locked", "Failed to unlock", "errSecAuthFailed", "-25293", "keychain could not be found",
            ]),
        (HelperFailureCause.WindowsCredentialsUnavailable, ["A specified logon session does not exist", "The stub received bad data", "The parameter is incorrect"]),
        (HelperFailureCause.DesktopUnavailable, ["Docker Desktop is not running", "backend.sock", "docker_cli", "dial unix…docker", "dockerBackendApiServer", "not signed in to Docker"]));

    /// <summary>The cause; <see cref="HelperFailureCause.Unknown"/> if the helper gave none that is known.</summary>
    public static HelperFailureCause CauseOf(ProgramRun run) => Rules.Find(run.Output, run.Error);

    /// <summary>The program that the helper needs, if it names one that is known.</summary>
    public static string? ProgramNeededBy(ProgramRun run) => Array.Find(
        Programs, program => run.Output.Contains($"\"{program}\"", StringComparison.Ordinal) || run.Error.Contains($"\"{program}\"", StringComparison.Ordinal)
            || run.Error.Contains($"{program}: ", StringComparison.Ordinal) || run.Output.Contains($"{program}: ", StringComparison.Ordinal));
}
