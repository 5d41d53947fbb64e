using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>The cells of a row, by the names of their columns.</summary>
internal sealed class EvaluatedRow
{
    private readonly Dictionary<string, int> _places;
    private readonly DataType[] _types;

    public EvaluatedRow(DatabaseSchema schema, Table table, long now)
    {
        Cells = new CellValue[table.Columns.Length];
        _types = [.. table.Columns.Select(c => DataTypes.Plain(schema, c.Type))];
        _places = table.Columns.Select(static (c, i) => (c.Name, i)).ToDictionary(static c => c.Name, static c => c.i, StringComparer.Ordinal);
        Now = now;
    }

    /// <summary>The cells, in the order of the columns.</summary>
    public CellValue[] Cells { get; }

    /// <summary>What time it is, in microseconds since 1970.</summary>
    public long Now { get; set; }

    public bool Has(string column) => _places.ContainsKey(column);

    public int Place(string column) => _places[column];

    public DataType Type(int place) => _types[place];

    public object? Read(string column) => _places.TryGetValue(column, out int place) ? Datum.Of(Cells[place], _types[place]) : Datum.Unknown;
}
