namespace Seatrial.Core.Browsing;

/// <summary>A browser that runs. Any number of tabs are used at once.</summary>
public interface IBrowser : IAsyncDisposable
{
    /// <summary>Whether it still runs.</summary>
    bool IsAlive { get; }

    /// <summary>Opens an empty page with cookies and storage of its own.</summary>
    /// <param name="settings">How its requests are sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IBrowserTab> OpenTabAsync(BrowserTabSettings settings, CancellationToken cancellationToken);
}
