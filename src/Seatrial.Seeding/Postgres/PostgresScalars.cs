using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>PostgreSQL's own types, and what their modifiers mean.</summary>
internal static class PostgresScalars
{
    private const int Header = 4;

    public static DataType.Scalar Of(string name, int modifier, string text) => name switch
    {
        "bool" => new(ScalarKind.Boolean) { Text = text },
        "int2" => new(ScalarKind.Integer) { Text = text, Bytes = 2 },
        "int4" => new(ScalarKind.Integer) { Text = text, Bytes = 4 },
        "int8" => new(ScalarKind.Integer) { Text = text, Bytes = 8 },
        "numeric" when modifier >= Header => new(ScalarKind.Decimal)
        {
            Text = text,
            Precision = ((modifier - Header) >> 16) & 0xFFFF,

            // Eleven bits with a sign, since scales may be below zero.
            Scale = (((modifier - Header) & 0x7FF) ^ 1024) - 1024,
        },
        "numeric" => new(ScalarKind.Decimal) { Text = text },
        "float4" => new(ScalarKind.Float) { Text = text, Bytes = 4 },
        "float8" => new(ScalarKind.Float) { Text = text, Bytes = 8 },
        "money" => new(ScalarKind.Money) { Text = text },
        "text" or "citext" => new(ScalarKind.Text) { Text = text },
        "varchar" => new(ScalarKind.Text) { Text = text, Length = Length(modifier) },
        "bpchar" => new(ScalarKind.Text) { Text = text, Length = Length(modifier), IsPadded = true },
        "name" => new(ScalarKind.Text) { Text = text, Length = 63 },
        "char" => new(ScalarKind.Text) { Text = text, Length = 1 },
        "bytea" => new(ScalarKind.Blob) { Text = text },
        "bit" => new(ScalarKind.Bits) { Text = text, Length = modifier > 0 ? modifier : 1, IsPadded = true },
        "varbit" => new(ScalarKind.Bits) { Text = text, Length = modifier > 0 ? modifier : null },
        "date" => new(ScalarKind.Date) { Text = text },
        "time" => new(ScalarKind.Time) { Text = text, Precision = Fraction(modifier) },
        "timetz" => new(ScalarKind.TimeWithZone) { Text = text, Precision = Fraction(modifier) },
        "timestamp" => new(ScalarKind.Timestamp) { Text = text, Precision = Fraction(modifier) },
        "timestamptz" => new(ScalarKind.TimestampWithZone) { Text = text, Precision = Fraction(modifier) },
        "interval" => new(ScalarKind.Interval) { Text = text },
        "uuid" => new(ScalarKind.Uuid) { Text = text },
        "json" or "jsonb" => new(ScalarKind.Json) { Text = text },
        "xml" => new(ScalarKind.Xml) { Text = text },
        "inet" or "cidr" or "macaddr" or "macaddr8" => new(ScalarKind.Network) { Text = text },
        "point" or "line" or "lseg" or "box" or "path" or "polygon" or "circle" => new(ScalarKind.Geometric) { Text = text },
        "tsvector" or "tsquery" => new(ScalarKind.TextSearch) { Text = text },
        _ => new(ScalarKind.Other) { Text = text },
    };

    private static int? Length(int modifier) => modifier >= Header ? modifier - Header : null;

    private static int? Fraction(int modifier) => modifier >= 0 ? modifier : null;
}
