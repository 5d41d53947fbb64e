using CsCheck;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Tests.Checks;

public sealed class ExpressionTests
{
    private static readonly string[] Words =
    [
        "(", ")", "a", "b", "=", "<", ">=", "<>", "and", "or", "not", "is", "null", "'x'", "'2020-01-01'", "::", "date", "text", "integer", "[]", "ARRAY[", "]", ",", "1", "2.5", "~", "~~", "'^[a-z]+$'", "case", "when", "then", "else", "end",
        "lower(", "length(", "extract(year from ", "any (", "between", "+", "-", "*", "/", "%", "||", "->>", "coalesce(", "distinct from", "row(", "interval", "now()", "'1 day'", "true", "false", "greatest(", "num_nonnulls(", "position('@' in ", "\"q\"", ".",
    ];

    private static readonly MakerSettings Settings = new("en", new DateOnly(2026, 3, 1), "r1");

    [Fact]
    public void Whatever_stands_there_is_read_and_evaluated_without_a_crash() =>
        Gen.Select(Gen.Int[0, Words.Length - 1].Array[0, 25].Select(static w => string.Join(' ', w.Select(static i => Words[i]))), Gen.String[0, 40]).Sample(
            (words, text) =>
            {
                foreach (string condition in new[] { words, text })
                {
                    DatabaseSchema schema = SchemaOf(condition);
                    RowRuleSet rules = RowRules.Of(schema, schema.Tables[0], Settings);
                    if (RowMakers.For(schema, schema.Tables[0], null, rules, Settings, 3, new HashSet<string>()) is RowMakerResult.Made made)
                    {
                        made.Maker.Make(0, 0, new CellValue[2]);
                    }
                }
            },
            iter: 400);

    [Theory]
    [InlineData("(a > 5)", "6", true)]
    [InlineData("(a > 5)", null, null)]
    [InlineData("((a > 5) OR (a IS NULL))", null, true)]
    [InlineData("((a IS NULL) <> (b IS NULL))", "1", true)]
    [InlineData("(NOT ((a > 5) AND (b = 'x'::text)))", null, null)]
    [InlineData("((a / 2) = 3)", "7", true)]
    [InlineData("(((a)::numeric / 2.0) = 3.5)", "7", true)]
    [InlineData("(COALESCE(a, 0) = 0)", null, true)]
    [InlineData("(num_nonnulls(a, b) = 1)", "4", true)]
    [InlineData("(a = ANY (ARRAY[1, 2, NULL::integer]))", "3", null)]
    [InlineData("(a <> ALL (ARRAY[1, 2]))", "3", true)]
    [InlineData("CASE WHEN (a > 3) THEN true ELSE false END", "4", true)]
    [InlineData("(('2020-01-31'::date + '1 mon'::interval) = '2020-02-29'::date)", "1", true)]
    [InlineData("(date_part('dow'::text, '2026-11-23'::date) = (1)::double precision)", "1", true)]
    [InlineData("(a IS DISTINCT FROM 3)", null, true)]
    [InlineData("(ROW(a, 2) < ROW(4, 1))", "3", true)]
    public void Conditions_are_told_as_the_server_tells_them(string condition, string? a, bool? expected)
    {
        BranchExpander expander = new(static _ => false);
        Expression parsed = ExpressionParser.Parse(condition);
        DatabaseSchema schema = SchemaOf(condition);
        EvaluatedRow row = new(schema, schema.Tables[0], Settings.Midnight);
        row.Cells[0] = a is null ? CellValue.Null : CellValue.Of(long.Parse(a, System.Globalization.CultureInfo.InvariantCulture));
        if (!condition.Contains("ROW", StringComparison.Ordinal))
        {
            Assert.Equal(expected, Evaluator.Evaluate(parsed, row));
        }

        // A branch that is not false is there just when the whole is not false.
        bool anyPasses = expander.Expand(parsed)!.Exists(b => b.All(c => Evaluator.Evaluate(c, row) is not false));
        Assert.Equal(expected is not false, anyPasses);
    }

    [Theory]
    [InlineData("^[A-Z]{2}-\\d{3}$", 26 * 26 * 1000)]
    [InlineData("^(cat|dog)s?$", 4)]
    [InlineData("^(a|b|ab)*$", 2 + 4 + 8 + 16 + 32)]
    [InlineData("^[^ -~]$", 0)]
    public void Texts_of_a_pattern_are_counted_once_each(string pattern, int count)
    {
        TextLanguage language = TextLanguage.Of([new(PatternParser.Regex(pattern, isCaseBlind: false)!, IsForbidden: false)], PatternNode.Printable, 1, pattern.Contains('*', StringComparison.Ordinal) ? 5 : 12)!;
        Assert.Equal((UInt128)count, language.Size);
        string[] texts = [.. Enumerable.Range(0, Math.Min(count, 2000)).Select(i => language.At((UInt128)i))];
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(texts, t => Assert.Matches(pattern, t));
    }

    [Theory]
    [InlineData("(?=x)y")]
    [InlineData("(a)\\1")]
    [InlineData("[z-a]")]
    [InlineData("a{5,2}")]
    [InlineData("(a")]
    [InlineData("\\bword")]
    public void What_is_no_regular_pattern_is_not_made(string pattern) => Assert.Null(PatternParser.Regex(pattern, isCaseBlind: false));

    [Theory]
    [InlineData("", "{\"\"}", "(\"\")")]
    [InlineData("null", "{\"null\"}", "(null)")]
    [InlineData("a,b", "{\"a,b\"}", "(\"a,b\")")]
    [InlineData("{x}", "{\"{x}\"}", "({x})")]
    [InlineData("q\"\\", "{\"q\\\"\\\\\"}", "(\"q\"\"\\\\\")")]
    [InlineData("plain", "{plain}", "(plain)")]
    public void Texts_in_lists_and_composites_are_quoted_where_they_must(string text, string list, string row)
    {
        Assert.Equal(list, LiteralText.Array([CellValue.Of(text)]));
        Assert.Equal(row, LiteralText.Row([CellValue.Of(text)]));
        Assert.Equal([text], ArrayText.Read(list)!);
        Assert.Equal("{NULL}", LiteralText.Array([CellValue.Null]));
    }

    private static DatabaseSchema SchemaOf(string condition) => new(DatabaseEngine.Postgres)
    {
        Tables =
        [
            new Table(new("public", "t"), TableKind.Plain)
            {
                Columns = [new Column("a", new DataType.Scalar(ScalarKind.Integer) { Text = "integer", Bytes = 4 }, IsNullable: true), new Column("b", new DataType.Scalar(ScalarKind.Text) { Text = "text" }, IsNullable: true)],
                Checks = [new CheckConstraint("c", condition)],
            },
        ],
    };
}
