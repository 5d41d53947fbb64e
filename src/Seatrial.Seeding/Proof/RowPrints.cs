namespace Seatrial.Seeding.Proof;

/// <summary>The fingerprints of a row: of each value as one of its column, of pairs of them, and of all together. One thread at a time.</summary>
internal sealed class RowPrints
{
    private readonly FingerprintKey _key;
    private readonly TableLayout _layout;
    private readonly uint[] _domains;
    private readonly ValueClass[] _classes;
    private readonly int[] _quasi;
    private readonly int[] _row;
    private readonly ulong[] _parts;

    public RowPrints(FingerprintKey key, TableLayout layout, ScanTable table)
    {
        _key = key;
        _layout = layout;
        _domains = [.. table.Columns.Select(c => layout.OwnDomain(c.Name))];
        _classes = [.. table.Columns.Select(static c => c.Class)];
        _quasi = [.. layout.Quasi.Select(table.IndexOf)];
        _row = [.. layout.Row.Select(table.IndexOf)];
        _parts = new ulong[_row.Length];
        Own = new ulong[table.Columns.Length];
    }

    /// <summary>Takes a pair.</summary>
    public delegate void PairTaker(int one, int other, ulong print);

    /// <summary>Of each value; 0 where there is none, or production has no such column.</summary>
    public ulong[] Own { get; }

    /// <summary>Of the whole row; 0 where fewer than two values stand in it.</summary>
    public ulong Row { get; private set; }

    /// <summary>The columns of which pairs are made.</summary>
    public IReadOnlyList<int> Quasi => _quasi;

    public void Read(ScanRow row, CellReader reader)
    {
        for (int i = 0; i < Own.Length; i++)
        {
            Own[i] = _domains[i] == 0 || row.IsNull(i) ? 0 : _key.Of(_domains[i], reader.Own(_classes[i], row[i]));
        }

        int filled = 0;
        for (int i = 0; i < _row.Length; i++)
        {
            _parts[i] = _row[i] < 0 ? 0 : Own[_row[i]];
            filled += _parts[i] != 0 ? 1 : 0;
        }

        Row = filled < 2 ? 0 : _key.Of(_layout.RowDomain, _parts);
    }

    /// <summary>Calls for each pair of values that are there.</summary>
    public void Pairs(PairTaker take)
    {
        Span<ulong> parts = stackalloc ulong[2];
        for (int a = 0; a < _quasi.Length; a++)
        {
            parts[0] = _quasi[a] < 0 ? 0 : Own[_quasi[a]];
            for (int b = a + 1; parts[0] != 0 && b < _quasi.Length; b++)
            {
                parts[1] = _quasi[b] < 0 ? 0 : Own[_quasi[b]];
                if (parts[1] != 0)
                {
                    take(_quasi[a], _quasi[b], _key.Of(_layout.PairDomain, parts));
                }
            }
        }
    }
}
