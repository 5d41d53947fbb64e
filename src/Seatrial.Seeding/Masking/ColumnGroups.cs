using Seatrial.Seeding.Planning;

namespace Seatrial.Seeding.Masking;

/// <summary>Columns that hold the same, because one points at the other: they are masked alike.</summary>
internal sealed class ColumnGroups
{
    private readonly Dictionary<ColumnName, ColumnName> _parents = [];
    private readonly HashSet<ColumnName> _pointing = [];

    public ColumnGroups(IEnumerable<MaskLink> links)
    {
        foreach (MaskLink link in links)
        {
            for (int i = 0; i < link.Columns.Length; i++)
            {
                ColumnName from = new(link.Table, link.Columns[i]), to = new(link.Target, link.TargetColumns[i]);
                _pointing.Add(from);
                _parents[Root(from)] = Root(to);
            }
        }

        Members = _parents.Keys.Order(Comparer<ColumnName>.Create(static (one, other) => string.CompareOrdinal(one.ToString(), other.ToString()))).ToLookup(Root);
        Names = Members.ToDictionary(static g => g.Key, g => g.FirstOrDefault(c => !_pointing.Contains(c), g.First()));
    }

    /// <summary>The columns of each group, by its root.</summary>
    public ILookup<ColumnName, ColumnName> Members { get; }

    private Dictionary<ColumnName, ColumnName> Names { get; }

    /// <summary>What tells a column's group from others.</summary>
    public ColumnName Root(ColumnName column)
    {
        _parents.TryAdd(column, column);
        while (_parents[column] != column)
        {
            column = _parents[column] = _parents[_parents[column]];
        }

        return column;
    }

    /// <summary>All columns that hold the same as one, itself among them.</summary>
    public IEnumerable<ColumnName> Of(ColumnName column) => _parents.ContainsKey(column) ? Members[Root(column)] : [column];

    /// <summary>The column that all of a group point at in the end, which gives the group its name.</summary>
    public ColumnName NameOf(ColumnName column) => _parents.ContainsKey(column) && Names.TryGetValue(Root(column), out ColumnName name) ? name : column;

    public bool IsPointing(ColumnName column) => _pointing.Contains(column);
}
