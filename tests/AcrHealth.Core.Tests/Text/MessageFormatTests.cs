using System.Globalization;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

public sealed class MessageFormatTests
{
    public static TheoryData<string> Cultures => ["en-US", "ko-KR", "ar-SA", "fa-IR", "th-TH", "tr-TR", "de-DE"];

    // Calendars of the first two cultures know no year 1 and no year 9999.
    [Theory]
    [MemberData(nameof(Cultures))]
    public void Dates_and_numbers_are_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var zone = TimeSpan.FromHours(9);
            Assert.Equal("2026-11-20 08:00 UTC", MessageFormat.Format("{0:g}", new DateTimeOffset(2026, 11, 20, 17, 0, 0, zone)));
            Assert.Equal("2026-11-19", MessageFormat.Format("{0:d}", new DateTimeOffset(2026, 11, 20, 8, 0, 0, zone)));
            Assert.Equal("0001-01-01 00:00 UTC", MessageFormat.Format("{0}", DateTimeOffset.MinValue));
            Assert.Equal("9999-12-31 23:59 UTC", MessageFormat.Format("{0:g}", DateTimeOffset.MaxValue));
            Assert.Equal("-1.5 s of 12,345, text, ", MessageFormat.Format("{0:0.#} s of {1:N0}, {2}, {3}", -1.5, 12345, "text", null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
