using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Values;

/// <summary>Counts and lengths by buckets.</summary>
internal static class Buckets
{
    /// <summary>A whole number, not below zero.</summary>
    public static long Whole(ImmutableArray<Bucket> buckets, Weights weights, ref CellRandom random)
    {
        Bucket bucket = buckets[weights.Pick(ref random)];
        long low = (long)Math.Max(0, Math.Ceiling(bucket.Low)), high = (long)Math.Max(low, Math.Floor(bucket.High));
        return low + random.Below(high - low + 1);
    }
}
