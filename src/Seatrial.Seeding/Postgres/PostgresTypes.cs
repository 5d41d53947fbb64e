using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>The types of a database, by their numbers.</summary>
internal sealed class PostgresTypes
{
    private readonly Dictionary<uint, Row> _rows;
    private readonly ILookup<uint, (string Name, uint Type, int Modifier, string Text)> _attributes;
    private readonly Dictionary<uint, uint> _rangeElements;
    private readonly ILookup<uint, string> _labels;
    private readonly ILookup<uint, CheckConstraint> _checks;

    private PostgresTypes(
        IEnumerable<Row> rows,
        IEnumerable<(uint Owner, string Name, uint Type, int Modifier, string Text)> attributes,
        Dictionary<uint, uint> rangeElements,
        ILookup<uint, string> labels,
        ILookup<uint, CheckConstraint> checks)
    {
        _rows = rows.ToDictionary(static r => r.Oid);
        _attributes = attributes.ToLookup(static a => a.Owner, static a => (a.Name, a.Type, a.Modifier, a.Text));
        _rangeElements = rangeElements;
        _labels = labels;
        _checks = checks;
    }

    public static async Task<PostgresTypes> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        List<Row> rows = await catalog.ReadAsync(
            """
            select t.oid, n.nspname, t.typname, t.typtype::text, t.typelem, t.typcategory = 'A' and t.typlen = -1 and t.typelem <> 0,
              t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault, coalesce(c.relkind::text, ''), t.typrelid,
              pg_catalog.format_type(t.typbasetype, t.typtypmod), pg_catalog.format_type(t.oid, null)
            from pg_catalog.pg_type t
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            left join pg_catalog.pg_class c on c.oid = t.typrelid
            where n.nspname !~ '^pg_(toast|temp)'
            """,
            static r => new Row(r.GetFieldValue<uint>(0), new(r.GetString(1), r.GetString(2)), r.GetString(3)[0], r.GetFieldValue<uint>(4))
            {
                IsArray = r.GetBoolean(5),
                Base = r.GetFieldValue<uint>(6),
                Modifier = r.GetInt32(7),
                IsNotNull = r.GetBoolean(8),
                Default = Catalog.TextOrNull(r, 9),
                RelationKind = r.GetString(10),
                Relation = r.GetFieldValue<uint>(11),
                BaseText = Catalog.TextOrNull(r, 12) ?? string.Empty,
                Text = r.GetString(13),
            },
            cancellationToken);
        List<(uint Owner, string Label)> labels = await catalog.ReadAsync(
            "select enumtypid, enumlabel from pg_catalog.pg_enum order by enumtypid, enumsortorder",
            static r => (r.GetFieldValue<uint>(0), r.GetString(1)),
            cancellationToken);
        List<(uint Range, uint Element, uint Several)> ranges = await catalog.ReadAsync(
            "select rngtypid, rngsubtype, rngmultitypid from pg_catalog.pg_range",
            static r => (r.GetFieldValue<uint>(0), r.GetFieldValue<uint>(1), r.GetFieldValue<uint>(2)),
            cancellationToken);
        List<(uint Owner, string Name, uint Type, int Modifier, string Text)> attributes = await catalog.ReadAsync(
            """
            select a.attrelid, a.attname, a.atttypid, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod)
            from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
            where c.relkind = 'c' and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum
            """,
            static r => (r.GetFieldValue<uint>(0), r.GetString(1), r.GetFieldValue<uint>(2), r.GetInt32(3), r.GetString(4)),
            cancellationToken);
        List<(uint Owner, CheckConstraint Check)> checks = await catalog.ReadAsync(
            "select contypid, conname, pg_catalog.pg_get_constraintdef(oid), convalidated from pg_catalog.pg_constraint where contypid <> 0 and contype = 'c'",
            static r => (r.GetFieldValue<uint>(0), new CheckConstraint(r.GetString(1), PostgresText.CheckExpression(r.GetString(2))) { IsValidated = r.GetBoolean(3) }),
            cancellationToken);
        return new(
            rows,
            attributes,
            ranges.Concat(ranges.Select(static r => (Range: r.Several, r.Element, r.Several))).Where(static r => r.Range != 0).ToDictionary(static r => r.Range, static r => r.Element),
            labels.ToLookup(static l => l.Owner, static l => l.Label),
            checks.ToLookup(static c => c.Owner, static c => c.Check));
    }

    /// <summary>The types that this database defines.</summary>
    public IEnumerable<UserType> Defined() =>
        _rows.Values.Where(IsDefined).OrderBy(static r => r.Name, ObjectName.InOrder).Select(row => row.Type switch
        {
            'e' => (UserType)new UserType.Enumeration(row.Name, [.. _labels[row.Oid]]),
            'd' => new UserType.Domain(row.Name, Of(row.Base, row.Modifier, row.BaseText))
            {
                IsNotNull = row.IsNotNull,
                Default = row.Default,
                Checks = [.. _checks[row.Oid].OrderBy(static c => c.Name, StringComparer.Ordinal)],
            },
            'c' => new UserType.Composite(row.Name, [.. _attributes[row.Relation].Select(a => new TypeAttribute(a.Name, Of(a.Type, a.Modifier, a.Text)))]),
            _ => new UserType.Range(row.Name, Of(_rangeElements[row.Oid], -1, _rows[_rangeElements[row.Oid]].Text), row.Type == 'm'),
        });

    /// <summary>Whether a domain, or one that it is based on, has no null.</summary>
    public bool HasNoNull(uint type) => _rows.TryGetValue(type, out Row? row) && row.Type == 'd' && (row.IsNotNull || HasNoNull(row.Base));

    /// <summary>Whether texts of a type are compared without regard to upper and lower case.</summary>
    public bool IsCaseBlind(uint type) => _rows.TryGetValue(type, out Row? row) && (row.Name.Name == "citext" || (row.Type == 'd' && IsCaseBlind(row.Base)));

    /// <summary>A type by its number.</summary>
    /// <param name="type">The number.</param>
    /// <param name="modifier">Its length or precision, as the catalogs keep it.</param>
    /// <param name="text">As the server writes it.</param>
    public DataType Of(uint type, int modifier, string text)
    {
        if (!_rows.TryGetValue(type, out Row? row))
        {
            return new DataType.Scalar(ScalarKind.Other) { Text = text };
        }

        if (row.IsArray)
        {
            return new DataType.Array(Of(row.Element, modifier, text.EndsWith("[]", StringComparison.Ordinal) ? text[..^2] : text)) { Text = text };
        }

        if (IsDefined(row))
        {
            return new DataType.Named(row.Name) { Text = text };
        }

        return row.Type is 'r' or 'm'
            ? new DataType.Range(Of(_rangeElements[type], -1, _rows[_rangeElements[type]].Text), row.Type == 'm') { Text = text }
            : PostgresScalars.Of(row.Name.Name, modifier, text);
    }

    /// <summary>Tables have composites of their own, which are no types that somebody defined.</summary>
    private static bool IsDefined(Row row) =>
        row.Name.Schema is not ("pg_catalog" or "information_schema") && (row.Type is 'e' or 'd' or 'r' or 'm' || (row.Type == 'c' && row.RelationKind == "c"));

    private sealed record Row(uint Oid, ObjectName Name, char Type, uint Element)
    {
        public bool IsArray { get; init; }

        public uint Base { get; init; }

        public int Modifier { get; init; }

        public bool IsNotNull { get; init; }

        public string? Default { get; init; }

        public required string RelationKind { get; init; }

        public uint Relation { get; init; }

        public required string BaseText { get; init; }

        public required string Text { get; init; }
    }
}
