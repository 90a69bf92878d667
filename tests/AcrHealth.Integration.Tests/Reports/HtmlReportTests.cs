using System.Globalization;
using System.Management.Automation;
using AcrHealth.Simulator;
using AcrHealth.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AcrHealth.Integration.Tests.Reports;

/// <summary>The page in a real browser.</summary>
public sealed class HtmlReportTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const int Wide = 1280;
    private const int Phone = 390;

    // The directory for pictures of the pages, for people to look at; none are made unless it is set.
    private const string Pictures = "ACRHEALTH_PICTURES";

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly int[] Widths = [Wide, Phone];
    private static readonly string[] Cultures = ["en-US", "ko-KR"];

    private readonly TemporaryDirectory _scratch = new();

    public static TheoryData<ColorScheme, int, string> Looks =>
    [
        .. from scheme in Schemes
           from width in Widths
           from culture in Cultures
           select new TheoryDataRow<ColorScheme, int, string>(scheme, width, culture),
    ];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task It_opens_without_a_complaint_or_a_request_and_passes_the_rules_of_accessibility(ColorScheme scheme, int width, string culture)
    {
        string file = Export(SampleResults.Mixed, culture);

        await using OpenedPage opened = await browser.OpenAsync(file, scheme, width);
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        AxeResult axe = await opened.Page.RunAxe();

        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
        Assert.Equal(culture[..2], await opened.Page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.False(await opened.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), "It scrolls sideways.");
        await opened.Page.EvaluateAsync("document.querySelectorAll('details.detail').forEach(details => { details.open = false; })");
        await PictureAsync(opened, $"mixed-{culture}-{scheme}-{width}");
    }

    [Fact]
    public async Task The_machine_is_apart_from_the_registries()
    {
        await using OpenedPage opened = await browser.OpenAsync(Export(SampleResults.Mixed, "en-US"), ColorScheme.Light, Wide);

        string[] headings = [.. (await opened.Page.Locator("main h2").AllInnerTextsAsync()).Select(text => text.Split('\n')[0].Trim())];

        Assert.Equal("Registries", headings[0]);
        Assert.Equal("This machine", headings[^2]);
        Assert.StartsWith("build-07", headings[^1], StringComparison.Ordinal);
        Assert.Equal(6, headings.Length);
        Assert.Equal(0, await opened.Page.Locator(".overview").CountAsync());
    }

    [Fact]
    public async Task Three_hundred_registries_are_found_and_filtered_without_opening_them_all()
    {
        string file = Export(SampleResults.Many(300), "en-US");

        await using OpenedPage opened = await browser.OpenAsync(file, ColorScheme.Dark, Phone);
        IPage page = opened.Page;
        await PictureAsync(opened, "many-Dark-390");
        AxeResult axe = await page.RunAxe();

        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.Equal("42 of 300 registries are failing", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(300, await page.Locator(".target").CountAsync());
        Assert.Equal(4, await page.Locator(".target[open]").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.target')].slice(0, 42).every(target => target.classList.contains('failed'))"));
        Assert.Equal(300, await page.Locator(".overview tbody tr").CountAsync());
        Assert.StartsWith("team007.azurecr.io", await page.Locator(".overview tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".overview a", new() { HasTextString = "team299.azurecr.io" }).ClickAsync();
        Assert.Equal("team299.azurecr.io", (await page.Locator(".target:target[open] h2").InnerTextAsync()).Trim());
        await page.Locator("#find").FillAsync("team299");
        Assert.Equal(1, await page.Locator(".overview tbody tr:visible").CountAsync());
        Assert.Equal(1, await page.Locator(".target:visible").CountAsync());
        Assert.Equal("1 of 300 shown", await page.Locator("#shown").InnerTextAsync());
        await page.Locator("#find").FillAsync(string.Empty);
        await page.Locator("#failing").CheckAsync();
        Assert.Equal(42, await page.Locator(".target:visible").CountAsync());
        await page.Locator("[data-find=CONNECTIVITY_SSL_ERROR]").ClickAsync();
        Assert.Equal(21, await page.Locator(".target:visible").CountAsync());
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Fact]
    public async Task It_is_worked_by_keyboard_and_read_without_scripts()
    {
        string file = Export(SampleResults.Mixed, "en-US");

        await using OpenedPage opened = await browser.OpenAsync(file);
        ILocator first = opened.Page.Locator(".target").First;
        await opened.Page.Keyboard.PressAsync("Tab");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(first).Not.ToHaveAttributeAsync("open", string.Empty);

        await using OpenedPage plain = await browser.OpenAsync(file, scripts: false);
        Assert.Contains("firewall refuses this machine", await plain.Page.Locator(".finding").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(plain.Complaints);
    }

    [Fact]
    public async Task It_can_be_printed()
    {
        string file = Export(SampleResults.Mixed, "en-US");

        await using OpenedPage opened = await browser.OpenAsync(file);
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        byte[] pdf = await opened.Page.PdfAsync(new() { Format = "A4", Margin = new() { Top = "15mm", Bottom = "15mm", Left = "15mm", Right = "15mm" }, PrintBackground = true });
        if (Environment.GetEnvironmentVariable(Pictures) is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "print.pdf"), pdf, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4), StringComparison.Ordinal);
        Assert.False(await opened.Page.Locator(".tools").First.IsVisibleAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_failure_and_its_remedies_are_on_paper_however_many_are_closed(bool scripts)
    {
        string file = Export(SampleResults.Many(84), "en-US");

        await using OpenedPage opened = await browser.OpenAsync(file, scripts: scripts);
        IPage page = opened.Page;
        ILocator steps = page.Locator(".target.failed .finding li");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        byte[] pdf = await page.PdfAsync(new() { Format = "A4" });

        Assert.Equal(24, await steps.CountAsync());
        for (int i = 0; i < 24; i++)
        {
            Assert.True(await steps.Nth(i).IsVisibleAsync());
        }

        Assert.True(System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length > 6, "The failures are not on the pages.");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.Equal(4, await page.Locator(".target[open]").CountAsync());
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Printing_opens_what_failed_and_closes_it_again()
    {
        string file = Export(SampleResults.Many(84), "en-US");
        await using OpenedPage opened = await browser.OpenAsync(file);
        ILocator open = opened.Page.Locator(".target[open]");

        await opened.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(12, await open.CountAsync());

        await opened.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(4, await open.CountAsync());
    }

    [Fact]
    public async Task Codes_are_buttons_that_say_whether_they_are_pressed_and_words_where_no_script_runs()
    {
        string file = Export(SampleResults.Many(84), "en-US");
        await using OpenedPage opened = await browser.OpenAsync(file);
        ILocator button = opened.Page.Locator("button[data-find=CONNECTIVITY_SSL_ERROR]");

        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(opened.Page.Locator("button[data-find=CONNECTIVITY_FORBIDDEN_ERROR]")).ToHaveAttributeAsync("aria-pressed", "false");
        await opened.Page.Locator("#find").FillAsync("team");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");

        await using OpenedPage plain = await browser.OpenAsync(file, scripts: false);
        Assert.Equal(0, await plain.Page.Locator(".codes button").CountAsync());
        Assert.Contains("CONNECTIVITY_SSL_ERROR\n6", await plain.Page.Locator(".codes").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_shows_why_a_check_was_skipped()
    {
        string file = Export(SampleResults.Mixed, "en-US");
        await using OpenedPage opened = await browser.OpenAsync(file, width: Phone);

        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");

        Assert.True(await opened.Page.Locator("tr.skipped .said").First.IsVisibleAsync());
        Assert.False(await opened.Page.Locator("tr.passed .said").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_script_in_a_servers_answer_is_shown_and_does_not_run()
    {
        Installed.OrSkip("chromium", "chromium");
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new() { Faults = ["forbidden-script"] }, TestContext.Current.CancellationToken);
        string authority = azure.WriteCertificateAuthority(_scratch.Under("authority.pem"));
        string file = _scratch.Under("script.html");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            "param($registry, $authority, $file) Test-AcrHealth $registry -CACertificate $authority -Anonymous -ExcludeCheck Docker*, Helm* | Export-AcrHealthReport $file -PassThru",
            azure["forbidden-script"].LoginServer,
            authority,
            file);
        await using OpenedPage opened = await browser.OpenAsync(file);

        Assert.Equal("CONNECTIVITY_FORBIDDEN_ERROR", outcome.Check("Challenge").ErrorCode);
        Assert.Contains("<script>document.title='owned'</script>", await opened.Page.Locator(".finding.failed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("owned", await opened.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await opened.Page.Locator("script").CountAsync());
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Fact]
    public async Task Its_policy_stops_a_script_that_would_get_in_all_the_same()
    {
        string file = Export(SampleResults.Mixed, "en-US");
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("<main>", "<main><script>document.title='owned'</script>", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await using OpenedPage opened = await browser.OpenAsync(file);

        Assert.DoesNotContain("owned", await opened.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains(opened.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task PictureAsync(OpenedPage opened, string name)
    {
        if (Environment.GetEnvironmentVariable(Pictures) is { Length: > 0 } folder)
        {
            await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    private string Export(IEnumerable<PSObject> results, string culture)
    {
        Installed.OrSkip("chromium", "chromium");
        string file = _scratch.Under("report.html");
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo(culture));
        ScriptOutcome outcome = engine.Run("param($results, $file) $results | Export-AcrHealthReport $file", results.ToArray(), file);
        Assert.Empty(outcome.Errors);
        return file;
    }
}
