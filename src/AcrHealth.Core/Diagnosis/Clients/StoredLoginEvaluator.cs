using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Clients;

/// <summary>Evaluates the login that a client has stored for a registry: whether the client can get it, and whether it has expired.</summary>
/// <param name="context">The check's context.</param>
/// <param name="client">The client as people type it.</param>
/// <param name="login">The command that signs the client in, without the registry.</param>
/// <param name="logout">The command that signs the client out, without the registry.</param>
/// <param name="azure">The command that signs the client in with an Azure identity; null if the registry is not in Azure.</param>
/// <param name="wanted">The registry as image names have it.</param>
internal sealed class StoredLoginEvaluator(CheckContext context, string client, string login, string logout, CommandLine? azure, string wanted)
{
    private const int NameLength = 100;
    private const string UnixHome = "~";

    // Helpers of other providers, which store no logins for the registries of others.
    private static readonly (string Helper, string Owner, string[] Suffixes)[] Providers =
    [
        ("ecr-login", "Amazon ECR", [".amazonaws.com", ".amazonaws.com.cn", "public.ecr.aws"]),
        ("gcloud", "Google Artifact Registry", ["gcr.io", ".pkg.dev"]),
        ("gcr", "Google Artifact Registry", ["gcr.io", ".pkg.dev"]),
    ];

    /// <summary>The facts behind the message.</summary>
    public static DockerCredentialDetail Detail(LoginLookup lookup) => new()
    {
        ConfigurationFile = lookup.Path,
        Helper = lookup.HelperName is { } helper ? UntrustedText.Clean(CredentialHelper.ProgramOf(helper), NameLength) : null,
        HelperExitCode = lookup.Helper?.ExitCode,
        UserName = lookup.Login?.User,
        IsToken = lookup.Login?.IsToken ?? false,
        ExpiresOn = lookup.Login?.ExpiresOn,
    };

    /// <summary>The problem with the configuration or the helper; null if the client can get its logins.</summary>
    public CheckOutcome? Failure(LoginLookup lookup) =>
        lookup.Problem is { } problem ? Failure(lookup, problem)
        : lookup.Helper is { Trouble: not HelperProblem.None } helper ? CannotStore(lookup) ?? Failure(lookup, helper)
        : null;

    /// <summary>Evaluates a login that the client can get.</summary>
    public CheckOutcome Evaluate(LoginLookup lookup, StoredLogin stored)
    {
        DockerCredentialDetail detail = Detail(lookup);
        string who = stored.User is { } user ? MessageFormat.Format(Strings.LoginUser, user) : Strings.LoginToken;
        string place = detail.Helper ?? Shown(detail.ConfigurationFile) ?? "-";
        DateTimeOffset now = DateTimeOffset.Now;
        return stored.ExpiresOn switch
        {
            { } end when end <= now => Report(ContainerClientFindings.LoginExpired, lookup, ("end", end), ("now", now), ("who", who), ("place", place)),
            { } end => CheckOutcome.Passed(MessageFormat.Format(Strings.LoginValid, Timestamp.Display(end), wanted, who, place, client), detail),
            null => CheckOutcome.Passed(MessageFormat.Format(Strings.LoginStored, wanted, who, place, client), detail),
        };
    }

    /// <summary>The reason why the client has no login although there is one that it does not use; null if there is none at all.</summary>
    public CheckOutcome? Unused(LoginLookup lookup)
    {
        if (lookup.OtherName is { } other)
        {
            string stored = UntrustedText.Clean(other, NameLength);
            return Report(
                ContainerClientFindings.LoginUnderOtherName,
                lookup,
                ("stored", stored),
                ("wanted", wanted),
                ("place", Detail(lookup).Helper ?? Shown(lookup.Path)),
                ("imageHost", ClientConfiguration.HostOf(other) == other ? stored : null),
                ("signOut", new CommandLine($"{logout} {RemedyCommands.Word(stored, "registry")}")));
        }

        return lookup.IsShadowed ? CannotStore(lookup) ?? Report(ContainerClientFindings.LoginShadowed, lookup) : CannotStore(lookup);
    }

    /// <summary>Reports a finding, with the values that all findings about logins share.</summary>
    public CheckOutcome Report(Finding finding, LoginLookup lookup, params (string Name, object? Value)[] values)
    {
        DockerCredentialDetail detail = Detail(lookup);
        Dictionary<string, object?> known = new()
        {
            ["client"] = client,
            ["file"] = Shown(lookup.Path),
            ["backup"] = lookup.Path is { } path ? Shown(path + ".old") : null,
            ["helper"] = detail.Helper,
            ["property"] = lookup.IsOwnHelper ? $"credHelpers[\"{wanted}\"]" : "credsStore",
            ["exitCode"] = lookup.Helper?.ExitCode,
            ["signIn"] = new CommandLine($"{login} {RemedyCommands.Word(wanted, "login-server")}"),
            ["signOut"] = new CommandLine($"{logout} {RemedyCommands.Word(wanted, "login-server")}"),
            ["azure"] = azure,
        };
        foreach ((string name, object? value) in values)
        {
            known[name] = value;
        }

        return context.Report(finding, detail, [.. finding.Values.Select(name => (name, known.GetValueOrDefault(name)))]);
    }

    /// <summary>A path as people write it: below their home directory.</summary>
    public static string? Shown(string? path)
    {
        string home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return path is not null && !OperatingSystem.IsWindows() && home.Length > 1 && path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? UnixHome + path[home.Length..]
            : path;
    }

    private CheckOutcome Failure(LoginLookup lookup, ConfigurationProblem problem)
    {
        string folder = Shown(Path.GetDirectoryName(lookup.Path)) ?? "-";
        return problem.Trouble switch
        {
            ConfigurationProblemKind.Denied => Report(
                ContainerClientFindings.ConfigurationDenied,
                lookup,
                ("folder", folder),
                ("chown", OperatingSystem.IsWindows() ? null : new CommandLine($"sudo chown -R {RemedyCommands.Word(System.Environment.UserName, "user")} {RemedyCommands.Path(folder, "folder")}"))),
            ConfigurationProblemKind.EntryBroken => Report(ContainerClientFindings.ConfigurationEntryBroken, lookup, ("key", problem.Place), ("signOut", new CommandLine($"{logout} {RemedyCommands.Word(problem.Place, "registry")}"))),
            ConfigurationProblemKind.NotJson => Report(ContainerClientFindings.ConfigurationNotJson, lookup, ("place", problem.Place?.Replace("JSON, ", string.Empty, StringComparison.Ordinal))),
            _ => Report(ContainerClientFindings.ConfigurationUnreadable, lookup, ("reason", problem.Place)),
        };
    }

    private CheckOutcome Failure(LoginLookup lookup, HelperResult helper) => helper.Trouble switch
    {
        HelperProblem.Missing => Report(ContainerClientFindings.HelperMissing, lookup, ("install", Source(lookup.HelperName!))),
        HelperProblem.NotStarted => Report(
            ContainerClientFindings.HelperCannotStart, lookup, ("reason", helper.StartFailure), ("path", Programs.ProgramPath.Find(CredentialHelper.ProgramOf(lookup.HelperName!)) is var found ? found.Path ?? found.Unfit : null)),
        HelperProblem.BadName => Report(ContainerClientFindings.HelperNameInvalid, lookup),
        HelperProblem.TimedOut => Report(ContainerClientFindings.HelperTimedOut, lookup, ("seconds", context.Session.Logins.Timeout.TotalSeconds)),
        HelperProblem.Silent => Report(ContainerClientFindings.HelperSilent, lookup),
        HelperProblem.Unreadable => Report(ContainerClientFindings.HelperAnswerInvalid, lookup),
        _ => Report(
            FindingOf(helper),
            lookup,
            ("program", helper.NeededProgram),
            ("unlock", OperatingSystem.IsMacOS() ? new CommandLine("security unlock-keychain") : new CommandLine("gnome-keyring-daemon --unlock"))),
    };

    private static Finding FindingOf(HelperResult helper) => helper.Cause switch
    {
        HelperFailureCause.ProgramMissing when helper.NeededProgram is not null => ContainerClientFindings.HelperNeedsProgram,
        HelperFailureCause.PassNotInitialized => ContainerClientFindings.PassNotInitialized,
        HelperFailureCause.PassKeyUnavailable => ContainerClientFindings.PassKeyUnavailable,
        HelperFailureCause.SecretServiceUnavailable => ContainerClientFindings.SecretServiceUnavailable,
        HelperFailureCause.KeychainLocked => ContainerClientFindings.KeychainLocked,
        HelperFailureCause.WindowsCredentialsUnavailable => ContainerClientFindings.WindowsCredentialsUnavailable,
        HelperFailureCause.DesktopUnavailable => ContainerClientFindings.DesktopUnavailable,
        _ => ContainerClientFindings.HelperFailed,
    };

    private CheckOutcome? CannotStore(LoginLookup lookup)
    {
        (string Helper, string Owner, string[] Suffixes) provider = Array.Find(Providers, known => known.Helper == lookup.HelperName);
        return provider.Owner is null || lookup.IsOwnHelper || lookup.Login is not null || lookup.Helper is not { Trouble: HelperProblem.None or HelperProblem.Failed }
            || Array.Exists(provider.Suffixes, suffix => wanted.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            ? null
            : Report(ContainerClientFindings.HelperCannotStore, lookup, ("owner", provider.Owner));
    }

    private static string? Source(string helper) => helper switch
    {
        "desktop" or "desktop.exe" => "https://docs.docker.com/desktop/",
        "ecr-login" => "https://github.com/awslabs/amazon-ecr-credential-helper",
        "gcloud" => "https://cloud.google.com/sdk/docs/install",
        "pass" or "secretservice" or "osxkeychain" or "wincred" => "https://github.com/docker/docker-credential-helpers/releases",
        _ => null,
    };
}
