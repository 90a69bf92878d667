using System.Runtime.InteropServices;
using AcrHealth.Network.Tls;

namespace AcrHealth.Cli.Running;

/// <summary>Reads OpenSSL's trust store in place of the runtime on Linux, which halves the time of a short run (docs/performance.md).</summary>
internal static class TrustStore
{
    // The first that the runtime looks for. With an older one, the runtime reads the store.
    private const string Library = "libcrypto.so.3";

    // With this, the runtime may look for another.
    private const string VersionVariable = "CLR_OPENSSL_VERSION_OVERRIDE";
    private const string FileVariable = "SSL_CERT_FILE";
    private const string DirectoryVariable = "SSL_CERT_DIR";

    // The runtime reads this directory if OpenSSL's own has no certificate.
    private const string CommonDirectory = "/etc/ssl/certs";

    // It is neither a regular file nor a directory.
    private const string Nothing = "/dev/null";

    /// <summary>Takes the reading over, before the first handshake.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || MachineAuthorities.Current is not null || Environment.GetEnvironmentVariable(VersionVariable) is not null)
        {
            return;
        }

        try
        {
            string file = Environment.GetEnvironmentVariable(FileVariable) ?? Marshal.PtrToStringUTF8(DefaultFile()) ?? string.Empty;
            string? chosen = Environment.GetEnvironmentVariable(DirectoryVariable);
            string directories = chosen ?? Marshal.PtrToStringUTF8(DefaultDirectory()) ?? string.Empty;

            // Programs that are started get the variables as they were: the runtime copies them once, now.
            _ = Environment.GetEnvironmentVariables();
            if (SetVariable(FileVariable, Nothing, 1) == 0 && SetVariable(DirectoryVariable, Nothing, 1) == 0)
            {
                MachineAuthorities.Use(
                    file.Length > 0 ? Path.GetFullPath(file) : null,
                    [.. directories.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)],
                    chosen is null ? CommonDirectory : null);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // The runtime reads the store itself.
        }
    }

    [DllImport(Library, EntryPoint = "X509_get_default_cert_file")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint DefaultFile();

    [DllImport(Library, EntryPoint = "X509_get_default_cert_dir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint DefaultDirectory();

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int replaces);
}
