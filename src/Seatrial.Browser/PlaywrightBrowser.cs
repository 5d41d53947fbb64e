using Microsoft.Playwright;
using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Browser;

/// <summary>Chromium, driven by Playwright's Node.js process. When this process ends, however it does, its pipe to that one breaks, and both go.</summary>
/// <param name="playwright">The process.</param>
/// <param name="browser">The browser.</param>
/// <param name="folder">Where it records; it goes with the browser.</param>
internal sealed class PlaywrightBrowser(IPlaywright playwright, Microsoft.Playwright.IBrowser browser, PrivateFolder folder) : Core.Browsing.IBrowser
{
    /// <inheritdoc/>
    public bool IsAlive => browser.IsConnected;

    /// <inheritdoc/>
    public async Task<IBrowserTab> OpenTabAsync(BrowserTabSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block }).WaitAsync(cancellationToken);
            await context.RouteAsync("**/*", route => PassOnAsync(route, settings));
            return new PlaywrightTab(context, await context.NewPageAsync().WaitAsync(cancellationToken), folder.Path);
        }
        catch (PlaywrightException exception)
        {
            throw new SeatrialException(BrowserRefusalException.Gone, $"the browser opened no page: {PlaywrightWords.FirstLine(exception.Message)}", innerException: exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
        folder.Dispose();
    }

    private static async Task PassOnAsync(IRoute route, BrowserTabSettings settings)
    {
        IReadOnlyDictionary<string, string>? added = Uri.TryCreate(route.Request.Url, UriKind.Absolute, out Uri? address) ? settings.HeadersFor(address) : null;
        try
        {
            await route.ContinueAsync(added is null ? null : new RouteContinueOptions { Headers = route.Request.Headers.Where(header => !added.ContainsKey(header.Key)).Concat(added) });
        }
        catch (PlaywrightException)
        {
            // The page went away while it asked: there is nobody to tell.
        }
    }
}
