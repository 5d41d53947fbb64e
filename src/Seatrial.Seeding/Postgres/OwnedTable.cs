using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>A table that has rows of a run, and by what they are told from others.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Table">Its name.</param>
/// <param name="Key">The columns of its key; none where it has no key, and whole rows are compared.</param>
internal sealed record OwnedTable(string Schema, string Table, ImmutableArray<string> Key)
{
    private const string Hash = "seatrial_hash";

    internal ObjectName Name => new(Schema, Table);

    public static OwnedTable Of(Table table) => new(table.Name.Schema, table.Name.Name, table.PrimaryKey?.PlainColumns ?? []);

    /// <summary>What is listed of a row.</summary>
    public string Told(string row) => Key.IsEmpty ? $"md5({row}::text) as {Hash}" : string.Join(", ", Key.Select(c => $"{row}.{PostgresText.Name(c)}"));

    /// <summary>Whether row <c>t</c> is listed.</summary>
    /// <param name="keys">The list.</param>
    public string Condition(string keys)
    {
        if (!Key.IsEmpty)
        {
            return $"({string.Join(", ", Key.Select(static c => $"t.{PostgresText.Name(c)}"))}) in (select {string.Join(", ", Key.Select(PostgresText.Name))} from {keys})";
        }

        // Of rows that are the same, as many as the run has, whichever they are.
        return $"""
            (t.tableoid, t.ctid) in (select x.tableoid, x.ctid
              from (select md5(y::text) as {Hash}, y.tableoid, y.ctid, row_number() over (partition by md5(y::text)) as place from {PostgresText.Name(Name)} y) x
              join (select {Hash}, row_number() over (partition by {Hash}) as place from {keys}) k on x.{Hash} = k.{Hash} and x.place = k.place)
            """;
    }
}
