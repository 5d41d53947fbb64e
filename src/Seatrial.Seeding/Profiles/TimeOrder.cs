using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiles;

/// <summary>One time of a row comes before another.</summary>
/// <param name="Before">The column of the earlier one.</param>
/// <param name="After">The column of the later one.</param>
/// <param name="Gaps">The seconds between them.</param>
internal sealed record TimeOrder(string Before, string After, ImmutableArray<Bucket> Gaps);
