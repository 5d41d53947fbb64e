using Seatrial.Project.Masking;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>A rule that may go for a column, for people to look at.</summary>
/// <param name="Text">As a file of rules has it.</param>
/// <param name="Why">Why.</param>
internal sealed record MaskSuggestion(string Text, string Why)
{
    /// <summary>Looks at a column.</summary>
    /// <param name="schema">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="groups">What holds the same as what.</param>
    /// <param name="values">Some of its values; none, where only names are looked at.</param>
    public static MaskSuggestion Of(DatabaseSchema schema, Table table, Column column, ColumnGroups groups, IReadOnlyCollection<string> values)
    {
        DataType.Scalar? scalar = DataTypes.Plain(schema, column.Type) as DataType.Scalar;
        ScalarKind kind = scalar?.Kind ?? ScalarKind.Other;
        ColumnMeaning found = ColumnDetector.Of(table.Name.Name, column.Name, kind, values);
        bool isKey = groups.Of(new(table.Name, column.Name)).Skip(1).Any();
        bool isUnique = isKey || table.UniqueKeys.Any(k => k.Parts.Any(p => p.Column == column.Name || (p.Column is null && p.Text.Contains(column.Name, StringComparison.Ordinal))));
        MaskSuggestion plain = ByMeaning(found, kind, column, scalar) ?? ByType(kind, column, schema);
        if (!isUnique)
        {
            return plain;
        }

        return kind switch
        {
            ScalarKind.Integer => new("fpe", "a key: numbers lead back to production's rows"),
            ScalarKind.Decimal when scalar!.Scale is 0 => new("fpe", "a key"),
            ScalarKind.Uuid => new("uuid", "a key"),
            ScalarKind.Text when plain.Text is "email" or "username" or "url" or "domain" or "hash" or "uuid" => plain,
            ScalarKind.Text => new(scalar!.Length is { } length && length < TokenMask.LengthOf(length) ? "fpe" : "token", "a key"),
            _ => plain,
        };
    }

    private static MaskSuggestion? ByMeaning(ColumnMeaning found, ScalarKind kind, Column column, DataType.Scalar? scalar)
    {
        string why = $"looks like {MeaningText.Of(found.Meaning) ?? found.Meaning.ToString().ToLowerInvariant()}";
        switch (found.Meaning)
        {
            case Meaning.None or Meaning.Version when !found.IsPersonal:
                return null;
            case Meaning.BirthDate when kind is ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone:
                return new("{ generalise: year }", why);
            case Meaning.Coordinates when kind is ScalarKind.Decimal or ScalarKind.Float:
                return new("{ noise: 1% }", why);
            case Meaning.NationalId or Meaning.TaxId or Meaning.BankAccount when kind is ScalarKind.Text:
                return new("fpe", why);
            case Meaning.Name when kind is ScalarKind.Text:
                return new("title", "the name of something");
            case Meaning.Ip or Meaning.Mac when kind is ScalarKind.Network:
                return new(found.Meaning == Meaning.Ip ? "ip" : "mac", why);
        }

        string? word = MeaningText.Of(found.Meaning);
        bool fits = word is not null && kind is ScalarKind.Text && MaskKinds.All.Contains(word, StringComparer.Ordinal) && (scalar?.Length is not { } most || MeaningMakers.For(word, new("en", DateOnly.MinValue, string.Empty), most) is not null);
        return fits ? new(word!, why)
            : found.IsPersonal ? Nothing(column, kind, why)
            : null;
    }

    private static MaskSuggestion ByType(ScalarKind kind, Column column, DatabaseSchema schema) => kind switch
    {
        ScalarKind.Boolean => new("{ keep: yes or no }", "no personal data by its type"),
        ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money => new("{ keep: a number that is about nobody }", "nothing personal found: check"),
        ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone => new("{ noise: 30d }", "a date"),
        ScalarKind.Time or ScalarKind.TimeWithZone or ScalarKind.Interval => new("{ keep: a time of day that is about nobody }", "nothing personal found: check"),
        ScalarKind.Text => new("sentence", "text that nothing is known of may hold anything"),
        ScalarKind.Uuid => new("uuid", "identifies a row"),
        _ when schema.FindType((DataTypes.Plain(schema, column.Type) as DataType.Named)?.Name ?? default) is UserType.Enumeration => new("{ keep: one of a list }", "no personal data by its type"),
        _ => Nothing(column, kind, "a type that may hold anything"),
    };

    private static MaskSuggestion Nothing(Column column, ScalarKind kind, string why) => new(
        column.IsNullable ? "null" : kind switch
        {
            ScalarKind.Json => "{ constant: '{}' }",
            ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money => "{ constant: 0 }",
            ScalarKind.Blob => "{ constant: '\\x' }",
            ScalarKind.Text => "sentence",
            ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone => "{ constant: '2000-01-01' }",
            _ => "{ constant: '{}' }",
        },
        why);
}
