namespace Seatrial.Seeding.Proof;

/// <summary>A row while it is looked at; the next one overwrites it.</summary>
internal sealed class ScanRow
{
    private readonly ReadOnlyMemory<char>[] _cells;
    private readonly bool[] _nulls;

    public ScanRow(int cells)
    {
        _cells = new ReadOnlyMemory<char>[cells];
        _nulls = new bool[cells];
    }

    public int Count => _cells.Length;

    /// <summary>Where it lies, for people who look for it; nothing of its values.</summary>
    public ReadOnlyMemory<char> Place { get; set; }

    /// <summary>Whose it is; empty when it is its own.</summary>
    public ReadOnlyMemory<char> Owner { get; set; }

    public bool IsNull(int cell) => _nulls[cell];

    public ReadOnlySpan<char> this[int cell] => _cells[cell].Span;

    public ReadOnlyMemory<char> Memory(int cell) => _cells[cell];

    public void Set(int cell, ReadOnlyMemory<char> value)
    {
        _cells[cell] = value;
        _nulls[cell] = false;
    }

    public void SetNull(int cell)
    {
        _cells[cell] = default;
        _nulls[cell] = true;
    }
}
