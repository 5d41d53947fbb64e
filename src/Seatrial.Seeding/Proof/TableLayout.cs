using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>What of a table's rows is fingerprinted, the same for production, target and control: columns go by their names.</summary>
/// <param name="Name">The table.</param>
/// <param name="Number">Its number in this proof.</param>
/// <param name="Columns">Production's columns.</param>
/// <param name="Quasi">Columns of which two together may tell whose a row is.</param>
/// <param name="Row">Columns that make up a row, without keys.</param>
internal sealed record TableLayout(ObjectName Name, int Number, ImmutableArray<string> Columns, ImmutableArray<string> Quasi, ImmutableArray<string> Row)
{
    private const int MostQuasi = 8;
    private const uint Owns = 0x1000_0000, Pairs = 0x2000_0000, Rows = 0x3000_0000;
    private const int MostColumns = 1 << 11;

    public uint PairDomain => Pairs + (uint)Number;

    public uint RowDomain => Rows + (uint)Number;

    /// <summary>The domain of a column's own values; 0 when production has no such column.</summary>
    public uint OwnDomain(string column) => Columns.IndexOf(column) is >= 0 and var at ? Owns + (uint)(Number * MostColumns) + (uint)at : 0;

    /// <param name="table">Production's table.</param>
    /// <param name="number">Its number.</param>
    /// <param name="published">Columns whose values are no secret.</param>
    public static TableLayout Of(ScanTable table, int number, IReadOnlySet<string> published)
    {
        ScanColumn[] open = [.. table.Columns.Where(c => c is { IsComputed: false, IsKey: false, IsReference: false, Unreadable: null } && !published.Contains($"{table.Name}.{c.Name}"))];
        ScanColumn[] quasi = [.. open.Where(static c => c.Class is ValueClass.Text or ValueClass.Time).Concat(open.Where(static c => c.Class == ValueClass.Number)).Take(MostQuasi)];
        return new(
            table.Name,
            number,
            [.. table.Columns.Select(static c => c.Name)],
            [.. quasi.Select(static c => c.Name)],
            open.Length > 1 ? [.. open.Select(static c => c.Name)] : []);
    }
}
