using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiles;

/// <summary>How many rows point at one row, by a foreign key.</summary>
/// <param name="ForeignKey">Its name.</param>
/// <param name="Bins">The numbers, in ascending order: <see cref="Bucket.Low"/> to <see cref="Bucket.High"/> rows for a share of the rows pointed at.</param>
internal sealed record FanOut(string ForeignKey, ImmutableArray<Bucket> Bins);
