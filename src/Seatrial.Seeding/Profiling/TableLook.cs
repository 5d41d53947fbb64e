using System.Collections.Immutable;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>What is known of a table before its statistics are taken.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">About how many rows it has, as the server's catalogs say; below 0 when they do not.</param>
/// <param name="Meanings">What its columns are about.</param>
internal sealed record TableLook(Table Table, long Rows, ImmutableDictionary<string, ColumnMeaning> Meanings)
{
    /// <summary>Whether its rows are people, or stand for one each.</summary>
    public bool IsOfPeople => Table.PrimaryKey is not null && (NameEvidence.IsOfPeople(Table.Name.Name) || Meanings.Values.Any(static m => MeaningText.TellsAPerson(m.Meaning)));

    public ColumnMeaning MeaningOf(Column column) => Meanings.GetValueOrDefault(column.Name);
}
