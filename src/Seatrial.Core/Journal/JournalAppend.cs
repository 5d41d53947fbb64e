namespace Seatrial.Core.Journal;

/// <summary>Events to append as one: all of them or none.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ExpectedSequence">The sequence of the last event the appender knows; 0 for an empty stream.</param>
/// <param name="Events">The events; at least one.</param>
/// <param name="Durability">How certain the append must be when it returns.</param>
public sealed record JournalAppend(
    StreamId Stream,
    long ExpectedSequence,
    IReadOnlyList<JournalEvent> Events,
    Durability Durability)
{
    /// <summary>The lease it is made under; refused when a higher epoch exists. Null for appends that need no driver (intake).</summary>
    public Lease? Lease { get; init; }

    /// <summary>The stored form of each event, where somebody has made it already (<see cref="JournalJson.Serialize(JournalEvent)"/>); null when not.</summary>
    public IReadOnlyList<byte[]>? Encoded { get; init; }

    /// <summary>Blobs stored in the same transaction.</summary>
    public IReadOnlyList<JournalBlob> Blobs { get; init; } = [];
}
