using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Profiling;

/// <summary>How many rows point at one: counted in bins 0, 1, 2, 3 to 4, 5 to 8, and so on.</summary>
internal static class FanOutBins
{
    /// <summary>The ends of a bin, both in it.</summary>
    /// <param name="bin">Its number, from 0.</param>
    public static (long Low, long High) Ends(int bin) => bin <= 2 ? (bin, bin) : ((1L << (bin - 2)) + 1, 1L << (bin - 1));

    /// <summary>The bins that may be told. Where few are behind one it is told together with those that follow; what is left over counts in the last.</summary>
    /// <param name="bins">Who is behind each, in ascending order.</param>
    /// <param name="release">Decides.</param>
    /// <param name="most">How many of the rows pointed at can be one subject's.</param>
    public static ImmutableArray<Bucket> Of(IEnumerable<(int Bin, Support Support)> bins, Release release, int most)
    {
        release.Spend(1);
        List<(long Low, long High, long Rows)> told = [];
        (long Low, Support Support) open = (0, default);
        foreach ((int bin, Support support) in bins)
        {
            open.Support += support;
            if (release.Keeps(open.Support))
            {
                told.Add((open.Low, Ends(bin).High, open.Support.Rows));
                open = (Ends(bin).High + 1, default);
            }
        }

        if (told.Count == 0)
        {
            return [];
        }

        told[^1] = told[^1] with { Rows = told[^1].Rows + open.Support.Rows };
        double[] shares = release.Shares([.. told.Select(static t => t.Rows)], most, digits: 4);
        return [.. told.Zip(shares, static (t, share) => new Bucket(t.Low, t.High, share)).Where(static b => b.Share > 0)];
    }
}
