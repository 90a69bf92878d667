using AcrHealth.Testing;
using Microsoft.Playwright;

namespace AcrHealth.Integration.Tests.Reports;

/// <summary>Debian's Chromium, for the tests of a class. It is started when a page is asked for.</summary>
public sealed class Browser : IAsyncDisposable
{
    // No sandbox, since CI is root; the rest keeps Chromium from talking to its maker.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    /// <summary>Opens a file as a person would; skips the test where there is no Chromium.</summary>
    internal async Task<OpenedPage> OpenAsync(string file, ColorScheme scheme = ColorScheme.Light, int width = 1280, bool scripts = true)
    {
        string path = Installed.OrSkip("chromium", "chromium");
        _playwright ??= await Playwright.CreateAsync();
        _chromium ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Arguments });
        IBrowserContext context = await _chromium.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            DeviceScaleFactor = 1,
        });
        return await OpenedPage.OpenAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
