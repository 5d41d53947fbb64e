using System.Collections.Immutable;

namespace Seatrial.Core.Browsing;

/// <summary>A page that a user of their own looks at. Used by one caller at a time.</summary>
public interface IBrowserTab : IAsyncDisposable
{
    /// <summary>Does something, and waits until the page lets it be done.</summary>
    /// <param name="deed">What.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrowserRefusalException">It could not be done.</exception>
    Task ActAsync(BrowserDeed deed, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Reads something of the page as it is now; waits for nothing.</summary>
    /// <param name="question">What.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrowserRefusalException">The page is gone.</exception>
    Task<BrowserReply> ReadAsync(BrowserQuestion question, CancellationToken cancellationToken);

    /// <summary>What there is on the page that a user could have meant: roles and names, at most a dozen.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableArray<BrowserOffer>> OffersAsync(CancellationToken cancellationToken);

    /// <summary>The rules of accessibility that the page breaks.</summary>
    /// <param name="within">A CSS selector to look below; null for all of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableArray<BrowserViolation>> AuditAsync(string? within, CancellationToken cancellationToken);

    /// <summary>A picture of the page as it is now, as PNG, with what is private covered.</summary>
    /// <param name="privacy">What is private.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SeatrialException">There is none: the page is gone, or what is private cannot be covered.</exception>
    Task<ReadOnlyMemory<byte>> PictureAsync(BrowserPrivacy privacy, CancellationToken cancellationToken);

    /// <summary>Begins to record what is done and what the page does; what was recorded before is let go.</summary>
    /// <param name="title">What is recorded, in a few words that are safe to show.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task BeginTraceAsync(string title, CancellationToken cancellationToken);

    /// <summary>Ends the recording.</summary>
    /// <param name="isKept">Whether it is wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A Playwright trace, as ZIP: not masked; empty when it is not wanted, or nothing was recorded.</returns>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    Task<ReadOnlyMemory<byte>> EndTraceAsync(bool isKept, CancellationToken cancellationToken);

    /// <summary>What the page complained of since the last call: errors on its console, requests that failed.</summary>
    ImmutableArray<string> TakeComplaints();
}
