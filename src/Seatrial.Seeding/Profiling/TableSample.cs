using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Profiling;

/// <summary>
/// The rows of a table that are looked at. Of each subject at most so many are kept, drawn evenly of all its rows, so that
/// nobody weighs more than that; the first place of each is the one row that counts where everybody counts once.
/// </summary>
/// <param name="most">How many rows of a subject are kept.</param>
internal sealed class TableSample(int most)
{
    private readonly Dictionary<long, Places> _subjects = [];
    private readonly List<int> _subjectOf = [];
    private readonly List<bool> _isFirst = [];
    private int _ownerless;
    private int[] _seen = [];
    private int _round;

    /// <summary>How many rows are kept.</summary>
    public int Count => _subjectOf.Count;

    /// <summary>How many rows of one subject are, at most: 1 where each row is a subject.</summary>
    public int MostOfOne => _subjects.Count == 0 ? 1 : most;

    /// <summary>Finds a place for a row.</summary>
    /// <param name="subject">Whose it is; null when it is its own subject.</param>
    /// <returns>The place, maybe that of a row that is not kept after all; -1 when the row itself is not kept.</returns>
    public int Place(long? subject)
    {
        if (subject is not { } owner)
        {
            return Add(--_ownerless, isFirst: true);
        }

        ref Places? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_subjects, owner, out _);
        places ??= new(_subjects.Count);
        places.Rows++;
        if (places.Kept.Count < most)
        {
            places.Kept.Add(Add(places.Number, places.Kept.Count == 0));
            return places.Kept[^1];
        }

        // Of n rows each is kept with a probability of most/n.
        int drawn = Chance.Below(places.Rows);
        return drawn < most ? places.Kept[drawn] : -1;
    }

    /// <summary>Whether a row is the one that counts for its subject.</summary>
    public bool IsFirst(int place) => _isFirst[place];

    /// <summary>Who stands behind some of the rows.</summary>
    /// <param name="rows">The rows.</param>
    public Support SupportOf(ReadOnlySpan<int> rows)
    {
        if (_seen.Length < _subjects.Count + 1)
        {
            _seen = new int[_subjects.Count + 1];
            _round = 0;
        }

        _round++;
        long subjects = 0, firsts = 0;
        foreach (int row in rows)
        {
            int subject = _subjectOf[row];
            firsts += _isFirst[row] ? 1 : 0;
            if (subject < 0 || _seen[subject] != _round)
            {
                subjects++;
            }

            if (subject >= 0)
            {
                _seen[subject] = _round;
            }
        }

        return new(rows.Length, subjects, firsts);
    }

    private int Add(int subject, bool isFirst)
    {
        _subjectOf.Add(subject);
        _isFirst.Add(isFirst);
        return _subjectOf.Count - 1;
    }

    private sealed class Places(int number)
    {
        public int Number => number;

        public int Rows { get; set; }

        public List<int> Kept { get; } = [];
    }
}
