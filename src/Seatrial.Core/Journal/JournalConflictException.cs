namespace Seatrial.Core.Journal;

/// <summary>Somebody else appended first, or the lease is no longer ours: read again, or stop driving.</summary>
/// <param name="stream">The stream.</param>
/// <param name="isLeaseLost">Whether the lease was the reason.</param>
/// <param name="message">What was expected and what was found.</param>
public sealed class JournalConflictException(StreamId stream, bool isLeaseLost, string message)
    : SeatrialException(isLeaseLost ? "journal-lease-lost" : "journal-sequence-conflict", message, isTransient: !isLeaseLost)
{
    /// <summary>The stream.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>Whether the lease was the reason: a driver must then stop at once.</summary>
    public bool IsLeaseLost { get; } = isLeaseLost;
}
