using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>Rows that are stored: a table, with all of its partitions, or a materialized view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record ScanTable(ObjectName Name, ImmutableArray<ScanColumn> Columns)
{
    /// <summary>About how many rows it has; below 0 when nobody knows.</summary>
    public long AboutRows { get; init; }

    /// <summary>What it points at.</summary>
    public ImmutableArray<ScanReference> References { get; init; } = [];

    /// <summary>Whether Seatrial keeps its own account in it, and no rows were made for it.</summary>
    public bool IsLedger { get; init; }

    /// <summary>Why its rows cannot be read; null when they can.</summary>
    public string? Unreadable { get; init; }

    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }
}
