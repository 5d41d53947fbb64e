using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>Where a sequence stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">The last number it gave; null when it gave none.</param>
/// <param name="Start">The number it began with.</param>
internal sealed record ScanSequence(ObjectName Name, long? Position, long Start)
{
    /// <summary>The column it numbers; nulls when it belongs to none.</summary>
    public (ObjectName Table, string Column)? Owner { get; init; }
}
