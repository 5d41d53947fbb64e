using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Profiling;

/// <summary>
/// Where numbers are counted: between powers of two, each divided into four. Its lines are the same for all data, so that an
/// end of a bucket is no one's value.
/// </summary>
internal static class Grid
{
    private const int Parts = 4;

    /// <summary>The number of the cell of a value, as an expression of PostgreSQL: 0 for zero, below 0 for values below 0.</summary>
    /// <param name="value">The value, as an expression of type double precision.</param>
    public static string Cell(string value) =>
        $"(case when {value} = 0 then 0 else sign({value}) * (1 + {Parts} * (64 + floor(log(2.0, abs({value})::numeric))) + floor({Parts} * (abs({value}) / power(2, floor(log(2.0, abs({value})::numeric))) - 1))) end)::int";

    /// <summary>The ends of a cell.</summary>
    public static (double Low, double High) Ends(int cell)
    {
        if (cell == 0)
        {
            return (0, 0);
        }

        int place = Math.Abs(cell) - 1;
        double power = Math.Pow(2, (place / Parts) - 64);
        (double low, double high) = (power * (1 + (place % Parts / (double)Parts)), power * (1 + (((place % Parts) + 1) / (double)Parts)));
        return cell > 0 ? (low, high) : (-high, -low);
    }

    /// <summary>Buckets from counts by cell, of which each has enough subjects: neighbours are put together until they have.</summary>
    /// <param name="cells">The cells with their counts, in ascending order.</param>
    /// <param name="release">Decides.</param>
    /// <param name="isWhole">Whether there are only whole numbers, so that ends are rounded inwards.</param>
    public static ImmutableArray<Bucket> Buckets(IEnumerable<(int Cell, long Count, long Subjects)> cells, Release release, bool isWhole)
    {
        List<(double Low, double High, long Count)> found = [];
        (double Low, double High, long Count, long Subjects)? open = null;
        foreach ((int cell, long count, long subjects) in cells)
        {
            (double low, double high) = Ends(cell);
            open = open is { } o ? (o.Low, high, o.Count + count, o.Subjects + subjects) : (low, high, count, subjects);
            if (release.Keeps(open.Value.Subjects))
            {
                found.Add((open.Value.Low, open.Value.High, open.Value.Count));
                open = null;
            }
        }

        // What is left over at the end goes to the last one, without moving its end.
        if (open is { } rest && found.Count > 0)
        {
            found[^1] = found[^1] with { Count = found[^1].Count + rest.Count };
        }

        long[] noised = [.. found.Select(f => release.Noised(f.Count))];
        double all = Math.Max(1, noised.Sum());
        return
        [
            .. found.Select((f, i) => new Bucket(
                    isWhole ? Math.Ceiling(f.Low) : f.Low,
                    isWhole ? Math.Max(Math.Ceiling(f.Low), Math.Ceiling(f.High) - (f.High > f.Low ? 1 : 0)) : f.High,
                    Math.Round(noised[i] / all, 4)))
                .Where(static b => b.Share > 0),
        ];
    }
}
