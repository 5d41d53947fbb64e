using Seatrial.Core.Browsing;

namespace Seatrial.Browser.Tests;

/// <summary>A browser that takes longer to start than a step has.</summary>
internal sealed class SlowStart(IBrowserSource browser) : IBrowserSource
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public async Task<IBrowser> OpenAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Pause, TimeProvider.System, cancellationToken); // slow on purpose: it stands for a machine that has too much to do
        return await browser.OpenAsync(cancellationToken);
    }
}
