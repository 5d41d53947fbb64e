using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Profiling;

/// <summary>Tells of the columns of a table what may be told.</summary>
/// <param name="schema">The structure.</param>
/// <param name="sample">The rows that were looked at.</param>
/// <param name="release">Decides.</param>
internal sealed class ColumnShapes(DatabaseSchema schema, TableSample sample, Release release)
{
    private const int MostMasks = 12;
    private const double EnoughKnown = 0.5;
    private const double Nearly = 0.999;
    private static readonly long[] Steps = [86_400, 3_600, 60, 1];

    private readonly BucketTree _buckets = new(sample, release);

    /// <summary>What is told of a column.</summary>
    /// <param name="column">Its values.</param>
    /// <param name="right">What may be told of them.</param>
    /// <param name="rows">How many rows the table has, of which the sample is.</param>
    public ColumnProfile Of(SampledColumn column, ColumnRight right, long rows)
    {
        int there = column.There;
        double nulls = column.Column.IsNullable && sample.Count > 0 ? release.Shares([sample.Count - there, there], sample.MostOfOne)[0] : 0;
        ColumnProfile profile = new(column.Column.Name, nulls);
        if (sample.SupportOf(column.Rows).Subjects < release.Subjects)
        {
            return profile;
        }

        return profile with
        {
            DistinctShare = right.IsUnique ? 1 : CanDiffer(column.Column.Type) ? DistinctShare(column, there, rows) : null,
            Shape = ShapeOf(column, DataTypes.Plain(schema, column.Column.Type), right),
        };
    }

    private static bool CanDiffer(DataType type) => type is not DataType.Scalar { Kind: ScalarKind.Json or ScalarKind.Xml or ScalarKind.Geometric or ScalarKind.Other };

    /// <summary>
    /// Of the whole table, as far as can be told from a part: by Haas and Stokes, "Estimating the Number of Classes in a Finite
    /// Population" (1998), as PostgreSQL's own statistics are.
    /// </summary>
    private double DistinctShare(SampledColumn column, int there, long rows)
    {
        (long different, long once) = column.Distinct();
        release.Spend(1);
        double found = release.Noised(different, sample.MostOfOne), all = Math.Max(there, (double)rows * there / Math.Max(1, sample.Count));
        double estimate = all <= there ? found : there * found / Math.Max(1, there - once + (once * there / all));
        return Math.Round(Math.Clamp(estimate / all, 0, 1), 3);
    }

    private ValueShape? ShapeOf(SampledColumn column, DataType type, ColumnRight right) => column switch
    {
        TextColumn texts when right.Known is { } known => Named([.. texts.Texts()], known),
        TextColumn texts => (right.MayShow ? Shared(texts, right) : null) ?? Looks(texts),
        NumberColumn numbers when right.Known is { } known => Named(ByNumber(numbers), known),
        NumberColumn numbers => ShapeOf(numbers, type),
        DocumentColumn documents => ShapeOf(documents),
        ListColumn lists => _buckets.Of(lists.Lengths.Values, 1) is { IsEmpty: false } lengths
            ? new ValueShape.Lists(lengths, lists.Items is { } items && type is DataType.Array array ? ShapeOf(items, DataTypes.Plain(schema, array.Element), right) : null)
            : null,
        _ => null,
    };

    /// <summary>Values that the structure names: how often each occurs.</summary>
    private ValueShape.Categories Named((string Text, int[] Rows)[] found, ImmutableArray<string> known)
    {
        Dictionary<string, long> counts = found.ToDictionary(static f => f.Text, static f => (long)f.Rows.Length, StringComparer.Ordinal);
        double[] shares = release.Shares([.. known.Select(k => counts.GetValueOrDefault(k)), counts.Where(c => !known.Contains(c.Key, StringComparer.Ordinal)).Sum(static c => c.Value)], sample.MostOfOne);
        return new([.. known.Select((k, i) => new Category(k, shares[i], ValueSource.Structure, 0)).Where(static c => c.Share > 0)], shares[^1]);
    }

    private (string Text, int[] Rows)[] ByNumber(NumberColumn column) =>
    [
        .. column.Rows.GroupBy(i => column.Values[i]).OrderBy(static g => g.Key).Select(static g => (g.Key.ToString("R", CultureInfo.InvariantCulture), g.ToArray())),
    ];

    /// <summary>Values that many share; null where they are not most of it.</summary>
    private ValueShape.Categories? Shared(TextColumn column, ColumnRight right)
    {
        if (!column.AreFew)
        {
            return null;
        }

        release.Spend(1);
        (string Text, Support Support)[] kept = [.. column.Texts().Select(t => (t.Text, sample.SupportOf(t.Rows))).Where(t => release.Keeps(t.Item2))];
        if (kept.Sum(static k => k.Support.Rows) < column.There * EnoughKnown)
        {
            return null;
        }

        double[] shares = release.Shares([.. kept.Select(static k => k.Support.Rows), column.There - kept.Sum(static k => k.Support.Rows)], sample.MostOfOne);
        release.Spend(1);
        return new(
            [
                .. kept.Select((k, i) => new Category(k.Text, shares[i], right.IsAllowed ? ValueSource.Allowed : ValueSource.ManySubjects, release.Rounded(k.Support.Subjects)))
                    .Where(static c => c.Share > 0).OrderByDescending(static c => c.Share).ThenBy(static c => c.Value, StringComparer.Ordinal),
            ],
            shares[^1]);
    }

    private ValueShape.Texts? Looks(TextColumn column)
    {
        ImmutableArray<Bucket> lengths = _buckets.Of(column.Lengths, 1);
        if (lengths.IsEmpty)
        {
            return null;
        }

        release.Spend(1);
        (string Mask, Support Support)[] kept =
        [
            .. column.Masks().Select(m => (m.Mask, sample.SupportOf(m.Rows))).Where(m => release.Keeps(m.Item2))
                .OrderByDescending(static m => m.Item2.Rows).ThenBy(static m => m.Mask, StringComparer.Ordinal).Take(MostMasks),
        ];
        double[] shares = release.Shares([.. kept.Select(static k => k.Support.Rows), column.There - kept.Sum(static k => k.Support.Rows)], sample.MostOfOne);
        release.Spend(1);
        return new(
            lengths,
            [
                .. kept.Select((k, i) => new TextMask(k.Mask, shares[i], release.Rounded(k.Support.Subjects)))
                    .Where(static m => m.Share > 0).OrderByDescending(static m => m.Share).ThenBy(static m => m.Mask, StringComparer.Ordinal),
            ],
            release.Shares([column.AsciiRows, column.There - column.AsciiRows], sample.MostOfOne)[0])
        {
            // What has a name may be anything.
            Meaning = column.Meaning.Meaning == Meaning.Name ? null : MeaningText.Of(column.Meaning.Meaning),
        };
    }

    private ValueShape? ShapeOf(NumberColumn column, DataType type)
    {
        ScalarKind kind = type is DataType.Scalar scalar ? scalar.Kind : ScalarKind.Other;
        switch (kind)
        {
            case ScalarKind.Integer:
                return _buckets.Of(column.Values, 1) is { IsEmpty: false } whole ? new ValueShape.Numbers(whole, 0) : null;
            case ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money:
                int scale = kind == ScalarKind.Money ? 2 : ScaleOf(column, (type as DataType.Scalar)?.Scale);
                return _buckets.Of(column.Values, Math.Pow(10, -scale)) is { IsEmpty: false } numbers ? new ValueShape.Numbers(numbers, scale) : null;
            case ScalarKind.Blob:
                return _buckets.Of(column.Values, 1) is { IsEmpty: false } lengths ? new ValueShape.Bytes(lengths) : null;
            case ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone or ScalarKind.Time or ScalarKind.Interval:
                long step = kind == ScalarKind.Date ? Steps[0] : StepOf(column);
                return _buckets.Of(column.Values, Math.Max(1, step)) is { IsEmpty: false } times ? new ValueShape.Times(times, step) : null;
            default:
                return null;
        }
    }

    /// <summary>The digits behind the point that nearly all numbers do with.</summary>
    private int ScaleOf(NumberColumn column, int? declared)
    {
        int most = declared is { } known ? Math.Clamp(known, 0, 9) : 6;
        return Enumerable.Range(0, most).FirstOrDefault(digits => AreNearlyAll(column, v => IsMultiple(v * Math.Pow(10, digits))), most);
    }

    private long StepOf(NumberColumn column) => Steps.FirstOrDefault(step => AreNearlyAll(column, v => v % step == 0));

    private static bool IsMultiple(double value) => Math.Abs(value - Math.Round(value)) < 1e-6 * Math.Max(1, Math.Abs(value) * 1e-6);

    private bool AreNearlyAll(NumberColumn column, Func<double, bool> holds)
    {
        release.Spend(1);
        int[] rows = column.Rows;
        return release.Noised(rows.Count(i => double.IsNaN(column.Values[i]) || !holds(column.Values[i])), sample.MostOfOne) <= Math.Max(5 * sample.MostOfOne, rows.Length * (1 - Nearly));
    }

    private ValueShape.Documents? ShapeOf(DocumentColumn column)
    {
        List<DocumentPath> paths = [];
        foreach (IGrouping<string, (string Path, string Type, int[] Rows)> path in column.Places().GroupBy(static p => p.Path, StringComparer.Ordinal))
        {
            (string Type, int[] Rows, Support Support)[] kept = [.. path.Select(p => (p.Type, p.Rows, sample.SupportOf(p.Rows))).Where(p => release.Keeps(p.Item3))];
            if (kept.Length > 0)
            {
                int rows = kept.SelectMany(static k => k.Rows).Distinct().Count();
                release.Spend(1);
                paths.Add(new(path.Key, release.Shares([rows, column.There - rows], sample.MostOfOne)[0], [.. kept.Select(static k => k.Type)], release.Rounded(kept.Min(static k => k.Support.Subjects))));
            }
        }

        return paths.Count == 0 ? null : new([.. paths]);
    }
}
