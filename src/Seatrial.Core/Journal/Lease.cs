namespace Seatrial.Core.Journal;

/// <summary>The right to drive a stream, until it expires or a higher epoch is given out.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Owner">Who holds it: unique to a process.</param>
/// <param name="Epoch">Grows with every acquisition; appends of an older epoch are refused.</param>
/// <param name="ExpiresAt">When it ends unless renewed.</param>
public sealed record Lease(StreamId Stream, string Owner, long Epoch, DateTimeOffset ExpiresAt);
