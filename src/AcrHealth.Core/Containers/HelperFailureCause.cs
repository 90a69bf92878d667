namespace AcrHealth.Containers;

/// <summary>The known reasons for which a credential helper fails.</summary>
internal enum HelperFailureCause
{
    Unknown,
    ProgramMissing,
    PassNotInitialized,
    PassKeyUnavailable,
    SecretServiceUnavailable,
    KeychainLocked,
    WindowsCredentialsUnavailable,
    DesktopUnavailable,
}
