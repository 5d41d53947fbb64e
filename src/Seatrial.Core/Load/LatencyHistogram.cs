using System.Numerics;

namespace Seatrial.Core.Load;

/// <summary>Counts durations in buckets whose width grows with them: a percentile of any number of them in little memory.</summary>
/// <remarks>
/// The layout of HdrHistogram with 11 bits: every duration is told to within a thousandth of itself, from a microsecond to a day.
/// The room taken depends on the longest duration, never on how many there were. Not thread-safe.
/// </remarks>
public sealed class LatencyHistogram
{
    private const int HalfBits = 10;
    private const int Half = 1 << HalfBits;
    private static readonly long Longest = (long)TimeSpan.FromDays(1).TotalMicroseconds;

    private long[] _counts = new long[2 * Half];
    private Int128 _sum;
    private long _least = long.MaxValue;
    private long _most;

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest; zero when there is none.</summary>
    public TimeSpan Least => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(_least);

    /// <summary>The longest; zero when there is none.</summary>
    public TimeSpan Most => TimeSpan.FromMicroseconds(_most);

    /// <summary>The mean; zero when there is none.</summary>
    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds((long)(_sum / Count));

    /// <summary>Counts a duration; one beyond a day counts as a day, one below zero as zero.</summary>
    /// <param name="duration">The duration.</param>
    public void Add(TimeSpan duration)
    {
        long value = Math.Clamp((long)duration.TotalMicroseconds, 0, Longest);
        int index = IndexOf(value);
        if (index >= _counts.Length)
        {
            Array.Resize(ref _counts, ((index / Half) + 1) * Half);
        }

        _counts[index]++;
        Count++;
        _sum += value;
        _least = Math.Min(_least, value);
        _most = Math.Max(_most, value);
    }

    /// <summary>The duration below or at which a share of all lie, by nearest rank; zero when there is none.</summary>
    /// <param name="share">The share, above 0 and up to 1, such as 0.95.</param>
    public TimeSpan Percentile(double share) => AtRank(RankOf(share));

    /// <summary>Between which durations the percentile of everything lies, of which these are a sample; by the ranks a binomial distribution allows.</summary>
    /// <param name="share">The share, above 0 and below 1.</param>
    /// <param name="deviations">How many standard deviations: 1.96 is 95 % sure, 2.58 is 99 % sure.</param>
    /// <returns>The bounds; the upper is null when there are too few to give one.</returns>
    public (TimeSpan Least, TimeSpan? Most) Bounds(double share, double deviations)
    {
        double spread = deviations * Math.Sqrt(Count * share * (1 - share));
        long low = Math.Max(1, (long)Math.Floor((Count * share) - spread));
        long high = (long)Math.Ceiling((Count * share) + spread) + 1;
        return (AtRank(low), high > Count ? null : AtRank(high));
    }

    private long RankOf(double share) => Math.Clamp((long)Math.Ceiling(Math.Round(share * Count, 6)), 1, Math.Max(1, Count));

    /// <summary>The duration that is so manieth in order, from 1.</summary>
    private TimeSpan AtRank(long rank)
    {
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                // The upper end of the bucket: what is said to be enough is enough.
                return TimeSpan.FromMicroseconds(Math.Min(HighestIn(i), _most));
            }
        }

        return Most;
    }

    private static int IndexOf(long value)
    {
        if (value < 2 * Half)
        {
            return (int)value;
        }

        int shift = BitOperations.Log2((ulong)value) - HalfBits;
        return (shift * Half) + (int)(value >> shift);
    }

    private static long HighestIn(int index)
    {
        if (index < 2 * Half)
        {
            return index;
        }

        int shift = (index / Half) - 1;
        long lowest = (long)(index - (shift * Half)) << shift;
        return lowest + (1L << shift) - 1;
    }
}
