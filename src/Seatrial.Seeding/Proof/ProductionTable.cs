using System.Security.Cryptography;

namespace Seatrial.Seeding.Proof;

/// <summary>Fingerprints the rows of one of production's tables.</summary>
internal sealed class ProductionTable
{
    private const int Batch = 4096;
    private const int MostSamples = 16;
    private const uint Owners = 0xF000_0000;

    private readonly FingerprintKey _key;
    private readonly TableLayout _layout;
    private readonly ScanTable _table;
    private readonly FingerprintCollector _collector;
    private readonly ProductionReader _reader;
    private readonly RowPrints _prints;
    private readonly RowPrints.PairTaker _takePair;
    private readonly bool[] _isPublished;
    private readonly uint[] _domains;
    private readonly ulong[] _batch = new ulong[Batch];
    private readonly uint[] _owners = new uint[Batch];
    private readonly DistinctCount?[] _kinds = new DistinctCount?[(int)ReadingKind.Row + 1];
    private int _count;
    private uint _owner;

    public ProductionTable(FingerprintKey key, TableLayout layout, ScanTable table, ProofSettings settings, FingerprintCollector collector)
    {
        _key = key;
        _layout = layout;
        _table = table;
        _collector = collector;
        _reader = new(Add);
        _prints = new(key, layout, table);
        _takePair = (_, _, print) => Add(layout.PairDomain, print);
        _domains = [.. table.Columns.Select(c => layout.OwnDomain(c.Name))];
        _isPublished = [.. table.Columns.Select(c => settings.Published.Contains($"{table.Name}.{c.Name}"))];
    }

    public long Rows { get; private set; }

    /// <summary>How many different readings there were, by domain.</summary>
    public Dictionary<uint, DistinctCount> Counts { get; } = [];

    /// <summary>Some of its texts.</summary>
    public List<string> Samples { get; } = [];

    public void Take(ScanRow row)
    {
        Rows++;
        _owner = (uint)(row.Owner.IsEmpty ? _key.Of(Owners + (uint)_layout.Number, row.Place.Span) : _key.Of(Owners, row.Owner.Span));
        _prints.Read(row, _reader);
        for (int i = 0; i < _table.Columns.Length; i++)
        {
            if (row.IsNull(i) || _isPublished[i])
            {
                continue;
            }

            ScanColumn column = _table.Columns[i];
            Add(_domains[i], _prints.Own[i]);
            _reader.Read(column.Class, row[i]);
            Sample(column, row[i]);
        }

        if (_prints.Row != 0)
        {
            Add(_layout.RowDomain, _prints.Row);
        }

        _prints.Pairs(_takePair);
    }

    public void Take(Canary canary)
    {
        _owner = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        foreach (string value in new[] { canary.Name, canary.Mail, canary.Phone, canary.Text })
        {
            _reader.Read(ValueClass.Text, value);
        }
    }

    public void Flush()
    {
        _collector.Add(_batch.AsSpan(0, _count), _owners.AsSpan(0, _count));
        _count = 0;
    }

    private void Add(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        ulong print = _key.Of((uint)kind, reading);
        (_kinds[(int)kind] ??= Counts[(uint)kind] = new()).Add(print);
        Keep(print);
    }

    private void Add(uint domain, ulong print)
    {
        if (!Counts.TryGetValue(domain, out DistinctCount? count))
        {
            Counts[domain] = count = new();
        }

        count.Add(print);
        Keep(print);
    }

    private void Keep(ulong print)
    {
        if (_count == Batch)
        {
            Flush();
        }

        _batch[_count] = print;
        _owners[_count++] = _owner;
    }

    /// <summary>A few texts from anywhere in the table, each as likely.</summary>
    private void Sample(ScanColumn column, ReadOnlySpan<char> value)
    {
        if (column.Class != ValueClass.Text || value.Length is < 10 or > 60)
        {
            return;
        }

        if (Samples.Count < MostSamples)
        {
            Samples.Add(value.ToString());
        }
        else if (Rows % 64 == 0 && RandomNumberGenerator.GetInt32((int)Math.Min(Rows / 64, int.MaxValue - 1) + 1) < MostSamples)
        {
            Samples[RandomNumberGenerator.GetInt32(MostSamples)] = value.ToString();
        }
    }
}
