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

    /// <summary>A picture of the page, as PNG.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ReadOnlyMemory<byte>> PictureAsync(CancellationToken cancellationToken);

    /// <summary>All text that a picture could show, fields that are not for passwords included.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<string> VisibleTextAsync(CancellationToken cancellationToken);

    /// <summary>What the page complained of since the last call: errors on its console, requests that failed.</summary>
    ImmutableArray<string> TakeComplaints();
}
