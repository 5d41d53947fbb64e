using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>The values of a column in the rows that are looked at: as little of each as its statistics need.</summary>
/// <param name="column">The column.</param>
/// <param name="meaning">What it is about.</param>
internal abstract class SampledColumn(Column column, ColumnMeaning meaning)
{
    private readonly List<long> _hashes = [];
    private readonly List<bool> _isThere = [];

    public Column Column => column;

    public ColumnMeaning Meaning => meaning;

    /// <summary>Whether a row has a value.</summary>
    public bool IsThere(int place) => _isThere[place];

    /// <summary>How many have.</summary>
    public int There => _isThere.Count(static there => there);

    /// <summary>The rows that have.</summary>
    public int[] Rows => [.. Enumerable.Range(0, _isThere.Count).Where(i => _isThere[i])];

    /// <summary>Keeps a row's value in the place of another's, or in a new one.</summary>
    /// <param name="place">The place; at most the number of rows so far.</param>
    /// <param name="hash">A number that the same values share; null for no value.</param>
    public void SetHash(int place, long? hash)
    {
        Put(_isThere, place, hash is not null);
        Put(_hashes, place, hash ?? 0);
    }

    /// <summary>How many different values there are, and how many of them stand in one row only.</summary>
    public (long Different, long Once) Distinct()
    {
        long[] hashes = [.. Rows.Select(i => _hashes[i])];
        Array.Sort(hashes);
        long different = 0, once = 0;
        for (int from = 0, to; from < hashes.Length; from = to)
        {
            for (to = from + 1; to < hashes.Length && hashes[to] == hashes[from];)
            {
                to++;
            }

            different++;
            once += to == from + 1 ? 1 : 0;
        }

        return (different, once);
    }

    protected static void Put<T>(List<T> list, int place, T value)
    {
        if (place == list.Count)
        {
            list.Add(value);
        }
        else
        {
            list[place] = value;
        }
    }
}
