namespace Seatrial.Seeding.Proof;

/// <summary>Something of production that stands in a text.</summary>
/// <param name="Place">Where.</param>
/// <param name="Kind">In what way it was read.</param>
/// <param name="Print">Its fingerprint.</param>
internal sealed record TextHit(string Place, ReadingKind Kind, ulong Print);
