using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What a unique key is made of, for planning.</summary>
/// <param name="Key">The key.</param>
/// <param name="Columns">The columns in it, those that its expressions read included.</param>
/// <param name="Expressions">The columns that only expressions read.</param>
internal sealed partial record KeyColumns(UniqueKey Key, ImmutableArray<string> Columns, ImmutableArray<string> Expressions)
{
    /// <summary>Whether only an expression reads a column, so that what differs may still be the same: in upper and lower case, say.</summary>
    public bool IsExpression(string column) => Expressions.Contains(column, StringComparer.Ordinal);

    /// <summary>The unique keys of a table: the primary one first, then those with fewer columns.</summary>
    public static ImmutableArray<KeyColumns> Of(Table table) =>
    [
        .. table.UniqueKeys.Select(k => Of(table, k))
            .Where(static k => k.Columns.Length > 0)
            .OrderByDescending(static k => k.Key.IsPrimary)
            .ThenBy(static k => k.Key.Predicate is null ? 0 : 1)
            .ThenBy(static k => k.Columns.Length)
            .ThenBy(static k => k.Key.Name, StringComparer.Ordinal),
    ];

    /// <summary>The columns that a text of the database's own reads.</summary>
    public static IEnumerable<string> Read(Table table, string text)
    {
        HashSet<string> words = [.. Words().Matches(Strings().Replace(text, "''")).Select(static m => m.Value.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal))];
        return table.Columns.Select(static c => c.Name).Where(words.Contains);
    }

    private static KeyColumns Of(Table table, UniqueKey key)
    {
        List<string> columns = [];
        List<string> expressions = [];
        foreach (KeyPart part in key.Parts)
        {
            if (part.Column is { } name && table.Column(name).IsWritable)
            {
                columns.Add(name);
                continue;
            }

            string text = part.Column is { } computed ? table.Column(computed).Generated! : part.Text;
            string[] read = [.. Read(table, text).Where(c => table.Column(c).IsWritable)];
            columns.AddRange(read);
            expressions.AddRange(read);
        }

        // That its own columns are not null is no limit: rows with nulls differ from all others anyway.
        if (key is { Predicate: { } predicate, NullsAreEqual: false } && predicate.Split(" AND ").All(p => NotNull().Match(p) is { Success: true } m && columns.Contains(Unquoted(m.Groups["column"].Value))))
        {
            key = key with { Predicate = null };
        }

        return new(key, [.. columns.Distinct(StringComparer.Ordinal)], [.. expressions.Distinct(StringComparer.Ordinal)]);
    }

    private static string Unquoted(string name) => name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    [GeneratedRegex("^[(]*(?<column>\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*) IS NOT NULL[)]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotNull();

    [GeneratedRegex("'(?:[^']|'')*'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Strings();

    [GeneratedRegex("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
