using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Profiling;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>Takes the profile of one table, by aggregates of its own: never by what the server keeps for its planner, which holds values.</summary>
/// <param name="catalog">A connection in the snapshot.</param>
/// <param name="schema">The structure.</param>
/// <param name="table">The table.</param>
/// <param name="settings">How it is looked at.</param>
/// <param name="release">Decides what may be known.</param>
internal sealed class PostgresTableProfiler(Catalog catalog, DatabaseSchema schema, Table table, ProfileSettings settings, Release release)
{
    private const int MostCategories = 60;
    private const int MostMasks = 12;
    private const int MostNumbersCorrelated = 6;

    private string _rows = string.Empty;
    private string _subject = string.Empty;
    private string _joins = string.Empty;

    public async Task<TableProfile> ProfileAsync(CancellationToken cancellationToken)
    {
        long count = await OneAsync($"select count(*) from {PostgresText.Name(table.Name)}", cancellationToken);
        _rows = Sampled(count);
        (_subject, _joins) = new Subjects(schema).Of(table, "t");
        List<ColumnProfile> columns = [];
        foreach (Column column in table.Columns.Where(static c => c.IsWritable))
        {
            columns.Add(await ProfileAsync(column, cancellationToken));
        }

        return new TableProfile(table.Name, Release.Down(release.Noised(count)))
        {
            Columns = [.. columns],
            FanOuts = [.. await FanOutsAsync(cancellationToken)],
            TimeOrders = [.. await TimeOrdersAsync(cancellationToken)],
            Correlations = [.. await CorrelationsAsync(cancellationToken)],
        };
    }

    private string Sampled(long count)
    {
        string name = PostgresText.Name(table.Name);
        return count <= settings.Sample ? name : string.Create(CultureInfo.InvariantCulture, $"{name} tablesample bernoulli ({Math.Max(0.0001, 100.0 * settings.Sample / count)})");
    }

    private async Task<ColumnProfile> ProfileAsync(Column column, CancellationToken cancellationToken)
    {
        string name = $"t.{PostgresText.Name(column.Name)}";
        DataType type = Underlying(column.Type);
        bool canCompare = type is not DataType.Scalar { Kind: ScalarKind.Json or ScalarKind.Xml or ScalarKind.Geometric or ScalarKind.Other } and not DataType.Array;
        (long all, long there, long different) = (await catalog.ReadAsync(
            $"select count(*), count({name}), {(canCompare ? $"count(distinct {name})" : "0")} from {_rows} t",
            static r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
            cancellationToken))[0];
        ColumnProfile profile = new(column.Name, column.IsNullable ? release.Share(all - there, all) : 0);
        if (there < settings.Subjects)
        {
            return profile;
        }

        return profile with
        {
            DistinctShare = canCompare ? Math.Clamp(Math.Round(release.Noised(different) / (double)there, 2), 0, 1) : null,
            Shape = await ShapeAsync(column, name, type, there, different, cancellationToken),
        };
    }

    private async Task<ValueShape?> ShapeAsync(Column column, string name, DataType type, long there, long different, CancellationToken cancellationToken)
    {
        bool isKey = table.ForeignKeys.Any(k => k.Columns.Contains(column.Name, StringComparer.Ordinal)) || table.UniqueKeys.Any(k => k.PlainColumns is [var only] && only == column.Name);
        string? meaning = Meanings.Of(column);
        bool mayShow = !isKey && (!Meanings.IsPersonal(meaning) || settings.Allowed.Contains($"{table.Name}.{column.Name}") || settings.Allowed.Contains($"{table.Name.Name}.{column.Name}"));
        switch (type)
        {
            case DataType.Named named when schema.FindType(named.Name) is UserType.Enumeration list:
                return await CategoriesAsync(name, there, ValueSource.Structure, list.Labels, cancellationToken);
            case DataType.Scalar { Kind: ScalarKind.Boolean }:
                return await CategoriesAsync(name, there, ValueSource.Structure, ["false", "true"], cancellationToken);
            case DataType.Scalar { Kind: ScalarKind.Text or ScalarKind.Integer } when mayShow && different <= MostCategories && different * 5 <= there
                && await CategoriesAsync(name, there, settings.Allowed.IsEmpty || !Meanings.IsPersonal(meaning) ? ValueSource.ManySubjects : ValueSource.Allowed, [], cancellationToken) is { Values.Length: > 0 } categories:
                return categories;
            case DataType.Scalar { Kind: ScalarKind.Text } text:
                return await TextsAsync(name, there, meaning, cancellationToken);
            case DataType.Scalar { Kind: ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money } number when !isKey:
                ImmutableArray<Bucket> buckets = await BucketsAsync(number.Kind == ScalarKind.Money ? $"{name}::numeric::float8" : $"{name}::float8", number.Kind == ScalarKind.Integer, cancellationToken);
                return buckets.IsEmpty ? null : new ValueShape.Numbers(buckets, number.Kind == ScalarKind.Integer ? 0 : number.Scale ?? 2);
            case DataType.Scalar { Kind: ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone } time:
                return await TimesAsync(name, time.Kind, cancellationToken);
            case DataType.Scalar { Kind: ScalarKind.Json }:
                return await DocumentsAsync(name, there, cancellationToken);
            case DataType.Scalar { Kind: ScalarKind.Blob }:
                ImmutableArray<Bucket> lengths = await BucketsAsync($"octet_length({name})::float8", isWhole: true, cancellationToken);
                return lengths.IsEmpty ? null : new ValueShape.Bytes(lengths);
            case DataType.Array:
                ImmutableArray<Bucket> counts = await BucketsAsync($"cardinality({name})::float8", isWhole: true, cancellationToken);
                return counts.IsEmpty ? null : new ValueShape.Lists(counts);
            default:
                return null;
        }
    }

    private async Task<ValueShape.Categories> CategoriesAsync(string name, long there, ValueSource source, ImmutableArray<string> known, CancellationToken cancellationToken)
    {
        List<(string Value, long Count, long Subjects)> found = await catalog.ReadAsync(
            $"select {name}::text, count(*), count(distinct {_subject}) from {_rows} t {_joins} where {name} is not null group by 1 order by 2 desc, 1",
            static r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2)),
            cancellationToken);
        List<Category> released = [];
        foreach ((string value, long count, long subjects) in found)
        {
            if (source == ValueSource.Structure && (known.Contains(value, StringComparer.Ordinal) || known.Length == 2))
            {
                released.Add(new(value, release.Share(count, there), source, 0));
            }
            else if (release.Keeps(subjects))
            {
                released.Add(new(value, release.Share(count, there), source == ValueSource.Structure ? ValueSource.ManySubjects : source, release.Rounded(subjects)));
            }
        }

        return new([.. released.Where(static c => c.Share > 0)], Math.Round(Math.Clamp(1 - released.Sum(static c => c.Share), 0, 1), 3));
    }

    private async Task<ImmutableArray<Bucket>> BucketsAsync(string value, bool isWhole, CancellationToken cancellationToken)
    {
        List<(int Cell, long Count, long Subjects)> cells = await catalog.ReadAsync(
            $"select {Grid.Cell("v.x")}, count(*), count(distinct v.subject) from (select {value} as x, {_subject} as subject from {_rows} t {_joins}) v where v.x is not null and v.x::text not in ('NaN', 'Infinity', '-Infinity') group by 1 order by 1",
            static r => (r.GetInt32(0), r.GetInt64(1), r.GetInt64(2)),
            cancellationToken);
        return Grid.Buckets(cells, release, isWhole);
    }

    private async Task<ValueShape?> TimesAsync(string name, ScalarKind kind, CancellationToken cancellationToken)
    {
        string day = $"timestamp '{settings.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
        string moment = kind == ScalarKind.TimestampWithZone ? $"({name} at time zone 'UTC')" : $"{name}::timestamp";
        ImmutableArray<Bucket> buckets = await BucketsAsync($"(case when isfinite({name}) then extract(epoch from {moment} - {day})::float8 end)", isWhole: true, cancellationToken);
        if (buckets.IsEmpty)
        {
            return null;
        }

        bool areDays = kind == ScalarKind.Date || await OneAsync($"select count(*) from {_rows} t where date_trunc('day', {moment}) <> {moment} and isfinite({name})", cancellationToken) == 0;
        return new ValueShape.Times(buckets, areDays ? 86_400 : 1);
    }

    private async Task<ValueShape?> TextsAsync(string name, long there, string? meaning, CancellationToken cancellationToken)
    {
        ImmutableArray<Bucket> lengths = await BucketsAsync($"length({name}::text)::float8", isWhole: true, cancellationToken);
        if (lengths.IsEmpty)
        {
            return null;
        }

        // Letters and digits of any script are told by their class alone, and so is all that is not ASCII.
        string mask = $"regexp_replace(regexp_replace(regexp_replace(regexp_replace({name}::text, '[[:upper:]]', 'A', 'g'), '[[:lower:]]', 'a', 'g'), '[[:digit:]]', '9', 'g'), '[^\\x01-\\x7f]', 'x', 'g')";
        List<(string Mask, long Count, long Subjects)> masks = await catalog.ReadAsync(
            $"select {mask}, count(*), count(distinct {_subject}) from {_rows} t {_joins} where {name} is not null and length({name}::text) between 1 and 40 group by 1 having count(distinct {_subject}) >= {settings.Subjects} order by 2 desc, 1 limit {MostMasks}",
            static r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2)),
            cancellationToken);
        long ascii = await OneAsync($"select count(*) from {_rows} t where {name}::text ~ '^[\\x01-\\x7f]*$'", cancellationToken);
        return new ValueShape.Texts(
            lengths,
            [.. masks.Where(m => release.Keeps(m.Subjects)).Select(m => new TextMask(m.Mask, release.Share(m.Count, there), release.Rounded(m.Subjects)))],
            release.Share(ascii, there))
        {
            // What has a name may be anything.
            Meaning = meaning == "name" ? null : meaning ?? await MeaningAsync(name, cancellationToken),
        };
    }

    /// <summary>What texts mean that go by a name that does not tell.</summary>
    private async Task<string?> MeaningAsync(string name, CancellationToken cancellationToken)
    {
        (long all, long mails, long uuids, long urls, long addresses) = (await catalog.ReadAsync(
            $"""
            select count(*), count(*) filter (where v ~ '^[^@\s]+@[^@\s]+\.[A-Za-z]+$'), count(*) filter (where v ~* '^[0-9a-f]{"{8}"}-([0-9a-f]{"{4}"}-){"{3}"}[0-9a-f]{"{12}"}$'),
              count(*) filter (where v ~* '^https?://'), count(*) filter (where v ~ '^\d+\.\d+\.\d+\.\d+$')
            from (select {name}::text as v from {_rows} t where {name} is not null limit 10000) s
            """,
            static r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)),
            cancellationToken))[0];
        return new[] { ("email", mails), ("uuid", uuids), ("url", urls), ("ip", addresses) }.FirstOrDefault(m => m.Item2 >= settings.Subjects && m.Item2 * 10 >= all * 8).Item1;
    }

    private async Task<ValueShape?> DocumentsAsync(string name, long there, CancellationToken cancellationToken)
    {
        List<(string Path, string Type, long Count, long Subjects)> found = await catalog.ReadAsync(
            $"""
            with recursive doc as (select {name}::jsonb as d, {_subject} as subject, row_number() over () as no from {_rows} t {_joins} where {name} is not null),
            node(no, subject, path, value, depth) as (
              select no, subject, '', d, 0 from doc
              union all
              select n.no, n.subject, n.path || '/' || x.key, x.value, n.depth + 1 from node n cross join lateral (
                select replace(replace(e.key, '~', '~0'), '/', '~1') as key, e.value from jsonb_each(case when jsonb_typeof(n.value) = 'object' then n.value else '{"{}"}' end) e
                union all select '*', a.value from jsonb_array_elements(case when jsonb_typeof(n.value) = 'array' then n.value else '[]' end) a) x
              where n.depth < 5)
            select path, jsonb_typeof(value), count(distinct no), count(distinct subject) from node where depth > 0 group by 1, 2
            having count(distinct subject) >= {settings.Subjects} order by 1, 2
            """,
            static r => (r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)),
            cancellationToken);
        DocumentPath[] paths =
        [
            .. found.Where(f => release.Keeps(f.Subjects)).GroupBy(static f => f.Path, StringComparer.Ordinal).Select(g => new DocumentPath(
                g.Key, release.Share(g.Max(static f => f.Count), there), [.. g.Select(static f => f.Type)], release.Rounded(g.Min(static f => f.Subjects)))),
        ];
        return paths.Length == 0 ? null : new ValueShape.Documents([.. paths]);
    }

    private async Task<IEnumerable<FanOut>> FanOutsAsync(CancellationToken cancellationToken)
    {
        List<FanOut> found = [];
        foreach (ForeignKey key in table.ForeignKeys.Where(k => k.Target != table.Name && schema.Find(k.Target) is { Kind: not TableKind.Foreign }))
        {
            string columns = string.Join(", ", key.Columns.Select(PostgresText.Name));
            string there = string.Join(" and ", key.Columns.Select(static c => $"{PostgresText.Name(c)} is not null"));
            List<(int Cell, long Count, long Subjects)> cells = await catalog.ReadAsync(
                $"""
                with n as (select count(*) as n from {PostgresText.Name(table.Name)} where {there} group by {columns})
                select {Grid.Cell("n::float8")}, count(*), count(*) from n group by 1
                union all
                select 0, z, z from (select (select count(*) from {PostgresText.Name(key.Target)}) - (select count(*) from n) as z) x where z > 0
                order by 1
                """,
                static r => (r.GetInt32(0), r.GetInt64(1), r.GetInt64(2)),
                cancellationToken);
            if (Grid.Buckets(cells, release, isWhole: true) is { IsEmpty: false } bins)
            {
                found.Add(new(key.Name, bins));
            }
        }

        return found;
    }

    private async Task<IEnumerable<TimeOrder>> TimeOrdersAsync(CancellationToken cancellationToken)
    {
        Column[] times = [.. table.Columns.Where(c => Underlying(c.Type) is DataType.Scalar { Kind: ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone }).Take(8)];
        List<TimeOrder> orders = [];
        foreach (Column before in times)
        {
            foreach (Column after in times.Where(t => t != before))
            {
                (string a, string b) = ($"t.{PostgresText.Name(before.Name)}", $"t.{PostgresText.Name(after.Name)}");
                (long both, long ordered, long same) = (await catalog.ReadAsync(
                    $"select count(*), count(*) filter (where {a} <= {b}), count(*) filter (where {a} = {b}) from {_rows} t where {a} is not null and {b} is not null and isfinite({a}) and isfinite({b})",
                    static r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
                    cancellationToken))[0];
                if (both < settings.Subjects || ordered < both * 0.999 || (same == both && Array.IndexOf(times, after) < Array.IndexOf(times, before)))
                {
                    continue;
                }

                ImmutableArray<Bucket> gaps = await BucketsAsync($"(case when isfinite({a}) and isfinite({b}) and {a} <= {b} then extract(epoch from {b}::timestamptz - {a}::timestamptz)::float8 end)", isWhole: true, cancellationToken);
                if (!gaps.IsEmpty)
                {
                    orders.Add(new(before.Name, after.Name, gaps));
                }
            }
        }

        return orders;
    }

    private async Task<IEnumerable<Correlation>> CorrelationsAsync(CancellationToken cancellationToken)
    {
        Column[] numbers =
        [
            .. table.Columns.Where(c => Underlying(c.Type) is DataType.Scalar { Kind: ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float }
                && !table.ForeignKeys.Any(k => k.Columns.Contains(c.Name, StringComparer.Ordinal)) && !table.UniqueKeys.Any(k => k.Parts.Any(p => p.Column == c.Name))).Take(MostNumbersCorrelated),
        ];
        List<Correlation> found = [];
        for (int i = 0; i < numbers.Length; i++)
        {
            foreach (Column other in numbers[(i + 1)..])
            {
                (string a, string b) = ($"t.{PostgresText.Name(numbers[i].Name)}", $"t.{PostgresText.Name(other.Name)}");
                double?[] rank = [.. await catalog.ReadAsync(
                    $"select case when count(*) >= {10 * settings.Subjects} then corr(x, y) end from (select rank() over (order by {a}) as x, rank() over (order by {b}) as y from {_rows} t where {a} is not null and {b} is not null) r",
                    static r => r.IsDBNull(0) ? (double?)null : r.GetDouble(0),
                    cancellationToken)];
                if (rank[0] is { } known && Math.Abs(known) >= 0.1)
                {
                    found.Add(new(numbers[i].Name, other.Name, Math.Round(Math.Clamp(known, -1, 1), 1)));
                }
            }
        }

        return found;
    }

    private DataType Underlying(DataType type) => type is DataType.Named named && schema.FindType(named.Name) is UserType.Domain domain ? Underlying(domain.Base) : type;

    private async Task<long> OneAsync(string query, CancellationToken cancellationToken) => (await catalog.ReadAsync(query, static r => r.GetInt64(0), cancellationToken))[0];
}
