using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>How the foreign keys of a table share its columns.</summary>
internal sealed class References
{
    private readonly Dictionary<string, ForeignKey> _owners = new(StringComparer.Ordinal);

    private References(Table table) => Table = table;

    public Table Table { get; }

    /// <summary>Those that decide for themselves which row they point at.</summary>
    public List<ForeignKey> Leading { get; } = [];

    /// <summary>Those that share columns with a leading one, and have columns of their own.</summary>
    public List<(ForeignKey Key, ForeignKey Other, string Shared)> Related { get; } = [];

    /// <summary>Those of which all columns are others'.</summary>
    public List<ForeignKey> Covered { get; } = [];

    /// <summary>Sorts the foreign keys of a table out.</summary>
    /// <param name="table">The table.</param>
    /// <remarks>Those with more columns go first: who points at a tenant's customer points at the tenant, too. Those that point at their own table go last.</remarks>
    public static References Of(Table table)
    {
        References references = new(table);
        IEnumerable<ForeignKey> inOrder = table.ForeignKeys
            .DistinctBy(static k => (string.Join('\0', k.Columns), k.Target, string.Join('\0', k.TargetColumns)))
            .OrderBy(k => k.Target == table.Name ? 1 : 0)
            .ThenByDescending(static k => k.Columns.Length)
            .ThenBy(k => k.Columns.Count(c => table.Column(c).IsNullable))
            .ThenBy(static k => k.Name, StringComparer.Ordinal);
        foreach (ForeignKey key in inOrder)
        {
            references.Add(key);
        }

        return references;
    }

    /// <summary>The foreign key that decides what stands in a column, or null.</summary>
    public ForeignKey? OwnerOf(string column) => _owners.GetValueOrDefault(column);

    /// <summary>The columns that a foreign key decides.</summary>
    public ImmutableArray<string> OwnedBy(ForeignKey key) => [.. key.Columns.Where(c => OwnerOf(c) == key)];

    private void Add(ForeignKey key)
    {
        string[] own = [.. key.Columns.Where(c => !_owners.ContainsKey(c) && Table.Column(c).IsWritable)];
        if (own.Length == 0)
        {
            Covered.Add(key);
            return;
        }

        if (key.Columns.FirstOrDefault(_owners.ContainsKey) is { } shared)
        {
            Related.Add((key, _owners[shared], shared));
        }
        else
        {
            Leading.Add(key);
        }

        foreach (string column in own)
        {
            _owners[column] = key;
        }
    }
}
