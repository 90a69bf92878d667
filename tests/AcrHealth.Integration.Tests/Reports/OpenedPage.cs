using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AcrHealth.Integration.Tests.Reports;

/// <summary>A page in a browser, and all that it did that it should not.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The messages of the console, exceptions that were not caught, and dialogs.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>The requests for anything beside the page itself.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<OpenedPage> OpenAsync(IBrowserContext context, string file)
    {
        string address = new Uri(file).AbsoluteUri;
        var opened = new OpenedPage(context, await context.NewPageAsync());
        opened.Page.Console += (_, message) => opened.Complaints.Enqueue($"{message.Type}: {message.Text}");
        opened.Page.PageError += (_, error) => opened.Complaints.Enqueue(error);
        opened.Page.Dialog += (_, dialog) =>
        {
            opened.Complaints.Enqueue(dialog.Message);
            _ = dialog.DismissAsync();
        };
        opened.Page.Request += (_, request) =>
        {
            if (request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                opened.Requests.Enqueue(request.Url);
            }
        };
        await opened.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return opened;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
