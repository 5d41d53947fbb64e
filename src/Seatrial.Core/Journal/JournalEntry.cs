namespace Seatrial.Core.Journal;

/// <summary>An event in its place.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Sequence">The place in the stream, from 1 without gaps.</param>
/// <param name="Event">The event.</param>
public sealed record JournalEntry(StreamId Stream, long Sequence, JournalEvent Event);
