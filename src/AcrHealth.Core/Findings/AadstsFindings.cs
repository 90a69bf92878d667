using System.Collections.Frozen;
using static AcrHealth.Findings.SignInFindings;

namespace AcrHealth.Findings;

/// <summary>
/// The cause behind each error number of Microsoft Entra ID that identities of machines and the tools of people meet
/// (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
/// </summary>
internal static class AadstsFindings
{
    private static readonly FrozenDictionary<int, Finding> Findings = Table().ToFrozenDictionary(entry => entry.Number, entry => entry.Finding);

    /// <summary>All numbers whose cause is known.</summary>
    public static IEnumerable<int> Numbers => Findings.Keys;

    /// <summary>The cause of an error number; <see cref="SignInRefused"/> for one that is not known.</summary>
    public static Finding Of(int number) => Findings.GetValueOrDefault(number, SignInRefused);

    private static IEnumerable<(int Number, Finding Finding)> Table() =>
    [
        .. Entries(ClientSecretWrong, 7000215, 70002),
        .. Entries(ClientSecretExpired, 7000222),
        .. Entries(ClientSecretMissing, 7000216, 7000218, 900144, 90014),
        .. Entries(ApplicationNotFound, 700016, 700011, 7000229, 90099, 67003),
        .. Entries(ApplicationDisabled, 7000112, 70001, 1000031),
        .. Entries(TenantNotFound, 90002, 90019, 90029, 900021, 900023, 50059, 50128),
        .. Entries(TenantInOtherCloud, 90038, 90043, 90051, 900382, 900383, 900432, 1000104, 50049),
        .. Entries(TenantAccessDenied, 50002, 500021, 500022, 500212, 500213, 90123),
        .. Entries(AccountNotInTenant, 16000, 16003, 50014, 50020, 50034, 500208, 50197, 51004, 90072, 90084),
        .. Entries(MfaRequired, 50072, 50074, 50076, 50079, 50158, 53004, 53010, 700020),
        .. Entries(
            ConditionalAccessBlocked,
            50005, 50097, 50127, 50129, 50131, 50155, 50187, 53000, 53001, 53002, 53003, 53009, 53011, 530003, 530021, 530031, 530032, 530033, 530034, 530035, 530036, 135011),
        .. Entries(SignInFrequencyExceeded, 70043, 70044, 50078),
        .. Entries(
            SignInExpired,
            50058, 50085, 50089, 50132, 50133, 50139, 50173, 50199, 54005, 70000, 70008, 700003, 700007, 700081, 700082, 700084, 160021),
        .. Entries(ConsentMissing, 65001, 65002, 65004, 65005, 650051, 650056, 90008, 90093, 90094, 90095),
        .. Entries(UserNotAssigned, 50105),
        .. Entries(AccountPasswordWrong, 50056, 50064, 50126),
        .. Entries(AccountPasswordExpired, 50055, 50125, 50135, 50144),
        .. Entries(AccountBlocked, 50053, 50057, 80012),
        .. Entries(ClientCertificateRejected, 50003, 50012, 50017, 50048, 700027, 700030, 1000502, 7000214),
        .. Entries(FederatedCredentialMismatch, 70021, 700211, 700212, 700213, 700221, 700222, 700223, 700229, 700230, 700231, 700238, 50027, 50107),
        .. Entries(FederatedTokenExpired, 700024, 500133, 50013),
        .. Entries(RegistryServiceUnknown, 50001, 500011, 650052, 650054, 650057),
        .. Entries(SignInThrottled, 50088, 50166, 50196, 90055),
        .. Entries(SignInServiceFailing, 50000, 50033, 50087, 70012, 90006, 90010, 90012, 90024, 90033, 90036, 90090, 90091, 90092, 80001, 80002, 80014),
    ];

    private static IEnumerable<(int Number, Finding Finding)> Entries(Finding finding, params int[] numbers) => numbers.Select(number => (number, finding));
}
