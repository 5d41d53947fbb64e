using Seatrial.Core.Browsing;
using Seatrial.TestKit;

namespace Seatrial.Browser.Tests;

/// <summary>One real browser for the tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime, IBrowserSource
{
    private readonly SemaphoreSlim _turn = new(1);
    private IBrowser? _browser;

    public async Task<IBrowser> OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _browser ??= await new PlaywrightSource().OpenAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/chromium") && Environment.GetEnvironmentVariable("SEATRIAL_CHROMIUM") is null)
        {
            Prerequisite.ServiceMissing("Chromium", "install chromium, or set SEATRIAL_CHROMIUM");
        }

        // Its start is no part of what the tests measure.
        await OpenAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _turn.Dispose();
    }
}
