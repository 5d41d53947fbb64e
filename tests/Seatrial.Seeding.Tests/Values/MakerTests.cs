using System.Globalization;
using System.Text;
using Npgsql;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Values;

/// <summary>Makers make what the real server takes, and what a profile says.</summary>
public sealed class MakerTests(RealServers servers)
{
    private const string Types = """
        create extension if not exists citext; create extension if not exists ltree; create extension if not exists hstore;
        create type mood as enum ('sad', 'so, so', 'it''s "fine"', 'back\slash', '{', 'null', '');
        create domain part as text check (value ~ '^[A-Z]{3}-[0-9]{2}$');
        create type place as (name text, at point, mood mood, parts part[], n int);
        create type span as range (subtype = numeric);
        """;

    private static readonly string[] All =
    [
        "boolean", "smallint", "integer", "bigint", "numeric", "numeric(4,1)", "numeric(3,5)", "numeric(3,-2)", "numeric(38,10)", "real", "double precision", "money", "bit(5)", "bit varying(70)", "text", "varchar(3)", "char(4)",
        "citext", "name", "\"char\"", "bytea", "date", "time", "time(0)", "timetz", "timestamp", "timestamp(3)", "timestamptz", "interval", "uuid", "json", "jsonb", "xml", "inet", "cidr", "macaddr", "macaddr8",
        "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange", "int4multirange", "datemultirange", "mood", "mood[]",
        "text[]", "int[]", "timestamptz[]", "bytea[]", "part", "part[]", "place", "place[]", "span", "ltree", "hstore", "oid", "jsonb[]", "point[]", "daterange[]",
    ];

    private static readonly string[] AllUnique =
    [
        "smallint", "integer", "bigint", "numeric", "numeric(4,1)", "real", "double precision", "money", "bit(9)", "bit varying(70)", "text", "varchar(3)", "char(4)", "citext", "name", "bytea", "date", "time", "timetz",
        "timestamp", "timestamp(0)", "timestamptz", "interval", "uuid", "jsonb", "inet", "cidr", "macaddr", "macaddr8", "int4range", "numrange", "daterange", "tstzrange", "int4multirange", "mood", "boolean", "int[]", "text[]", "part", "span",
    ];

    private static readonly MakerSettings Settings = new("de", new DateOnly(2026, 3, 1), "r1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_of_every_type_are_taken_by_the_real_server()
    {
        await using Database database = await Database.CreateAsync(servers, Types + Tables(All, string.Empty));
        DatabaseSchema schema = await SchemaOf(database);
        List<string> failures = [];
        for (int i = 0; i < All.Length; i++)
        {
            Table table = schema.Find(new ObjectName("public", $"t{i}"))!;
            ColumnRule rule = DomainRules.Of(schema, table.Columns[0].Type, Settings);
            if (ValueMakers.For(schema, table, table.Columns[0], null, rule, Settings) is not ValueMakerResult.Made { Note: null } made)
            {
                failures.Add($"{All[i]} is not made");
                continue;
            }

            CellKey key = CellKey.Of(1, "t", All[i]);
            await InsertAsync(database, table, Enumerable.Range(0, 200).Select(row => Made(made.Maker, key, row)), All[i], failures);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task Unique_values_of_every_type_are_taken_by_the_real_server()
    {
        await using Database database = await Database.CreateAsync(servers, Types + Tables(AllUnique, " unique"));
        DatabaseSchema schema = await SchemaOf(database);
        List<string> failures = [];
        for (int i = 0; i < AllUnique.Length; i++)
        {
            Table table = schema.Find(new ObjectName("public", $"t{i}"))!;
            ColumnRule rule = DomainRules.Of(schema, table.Columns[0].Type, Settings);
            if (ValueMakers.UniqueFor(schema, table, table.Columns[0], null, rule, Settings) is not UniqueMakerResult.Made { Maker: var maker })
            {
                failures.Add($"{AllUnique[i]} is not made");
                continue;
            }

            int few = (int)UInt128.Min(maker.Capacity, 300);
            UInt128 step = UInt128.Max(1, maker.Capacity / 300);
            IEnumerable<CellValue> values = Enumerable.Range(0, few).Select(n => maker.At((UInt128)n))
                .Concat(Enumerable.Range(2, few).Select(n => (UInt128)n * step).Where(n => n >= (UInt128)few && n < maker.Capacity).Select(maker.At)).Append(maker.At(maker.Capacity - 1)).Distinct();
            await InsertAsync(database, table, values, AllUnique[i], failures);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("char(1)", false, 62)]
    [InlineData("char(1)", true, 36)]
    [InlineData("varchar(2)", false, 62 + (62 * 62))]
    [InlineData("numeric(3,1)", false, 1999)]
    [InlineData("smallint", false, 65536)]
    [InlineData("bit(6)", false, 64)]
    public async Task A_capacity_is_exact(string type, bool isCaseBlind, int capacity)
    {
        await using Database database = await Database.CreateAsync(servers, $"create table t (c {type} unique);");
        DatabaseSchema schema = await SchemaOf(database);
        Table table = schema.Tables[0];
        UniqueMakerResult.Made made = Assert.IsType<UniqueMakerResult.Made>(ValueMakers.UniqueFor(schema, table, table.Columns[0] with { IsCaseBlind = isCaseBlind }, null, null, Settings));
        Assert.Equal((UInt128)capacity, made.Maker.Capacity);
        List<string> values = [.. Enumerable.Range(0, capacity).Select(i => LiteralText.Of(made.Maker.At((UInt128)i))!)];
        Assert.Equal(capacity, values.Select(v => isCaseBlind ? v.ToLowerInvariant() : v).Distinct(StringComparer.Ordinal).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => made.Maker.At((UInt128)capacity));
        List<string> failures = [];
        await InsertAsync(database, table, values.Select(CellValue.Of), type, failures);
        Assert.Empty(failures);
    }

    [Fact]
    public void The_same_draws_make_the_same_value_whatever_was_made_before()
    {
        foreach (string meaning in new[] { "email", "full-name", "street", "company", "iban", "sentence" })
        {
            IValueMaker maker = MeaningMakers.For(meaning, Settings, 1000)!;
            CellKey key = CellKey.Of(5, "t", meaning);
            string[] forwards = [.. Enumerable.Range(0, 50).Select(row => Made(maker, key, row).Text)];
            IValueMaker again = MeaningMakers.For(meaning, Settings, 1000)!;
            string[] backwards = [.. Enumerable.Range(0, 50).Reverse().Select(row => Made(again, key, row).Text).Reverse()];
            Assert.Equal(forwards, backwards);
            Assert.True(forwards.Distinct(StringComparer.Ordinal).Count() > 25, meaning);
        }
    }

    [Fact]
    public void Numbers_and_categories_follow_the_profile()
    {
        Table table = Alone(new DataType.Scalar(ScalarKind.Integer) { Text = "integer", Bytes = 4 }, "n");
        DatabaseSchema schema = new(DatabaseEngine.Postgres) { Tables = [table] };
        ColumnProfile numbers = new("n", 0.25) { Shape = new ValueShape.Numbers([new(0, 9, 0.7), new(1000, 1999, 0.3)], 0) };
        CellValue[] made = Many(((ValueMakerResult.Made)ValueMakers.For(schema, table, table.Columns[0], numbers, null, Settings)).Maker);
        Assert.InRange(made.Count(static v => v.IsNull), 2300, 2700);
        CellValue[] there = [.. made.Where(static v => !v.IsNull)];
        Assert.InRange(there.Count(static v => v.Number <= 9) / (double)there.Length, 0.68, 0.72);
        Assert.All(there, static v => Assert.True(v.Number is (>= 0 and <= 9) or (>= 1000 and <= 1999)));

        Table texts = Alone(new DataType.Scalar(ScalarKind.Text) { Text = "text" }, "kind");
        ColumnProfile categories = new("kind", 0) { Shape = new ValueShape.Categories([new("gold", 0.2, ValueSource.Allowed, 0), new("iron", 0.5, ValueSource.Allowed, 0)], 0.3) };
        string[] kinds = [.. Many(((ValueMakerResult.Made)ValueMakers.For(schema, texts, texts.Columns[0], categories, null, Settings)).Maker).Select(static v => v.Text)];
        Assert.InRange(kinds.Count(static k => k == "gold"), 1850, 2150);
        Assert.InRange(kinds.Count(static k => k == "iron"), 4800, 5200);

        ColumnProfile masks = new("kind", 0) { Shape = new ValueShape.Texts([new(7, 7, 1)], [new("AA-9999", 1, 0)], 1) };
        Assert.All(Many(((ValueMakerResult.Made)ValueMakers.For(schema, texts, texts.Columns[0], masks, null, Settings)).Maker), static v => Assert.Matches("^[A-Z]{2}-[0-9]{4}$", v.Text));
        IUniqueMaker unique = ((UniqueMakerResult.Made)ValueMakers.UniqueFor(schema, texts, texts.Columns[0], masks, null, Settings)).Maker;
        Assert.Equal(6_760_000, Enumerable.Range(0, 6_760_000).Where(i => i % 1000 != 0 || unique.At((UInt128)i).Text.Length == 7).Count());
        Assert.NotEqual(7, unique.At(6_760_000).Text.Length);
    }

    [Fact]
    public void What_could_reach_someone_reaches_no_one()
    {
        foreach (string locale in new[] { "en", "de", "fr", "es", "nl", "xx" })
        {
            MakerSettings settings = Settings with { Locale = locale };
            Assert.All(Many(MeaningMakers.For("email", settings, 100)!, 300), static v => Assert.Matches(@"^[a-z0-9.]+\+r1@example\.(com|org|net)$", v.Text));
            Assert.All(Many(MeaningMakers.For("phone", settings, 100)!, 300), static v => Assert.Matches(@"^(\+1 [2-9]\d\d-555-01\d\d|\+49 30 23125\d{3}|\+33 1 99 00 \d\d \d\d)$", v.Text));
            Assert.All(Many(MeaningMakers.For("ip", settings, 100)!, 300), static v => Assert.Matches(@"^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$", v.Text));
            Assert.All(Many(MeaningMakers.For("full-name", settings, 100)!, 300), static v => Assert.Contains(' ', v.Text));
        }

        Assert.Equal("4000000000000002", CheckDigits.Luhn("400000000000000"));
        Assert.Equal("DE89370400440532013000", CheckDigits.Iban("DE", "370400440532013000"));
    }

    private static CellValue Made(IValueMaker maker, CellKey key, int row)
    {
        CellRandom random = key.At(row);
        return maker.Make(ref random);
    }

    private static CellValue[] Many(IValueMaker maker, int count = 10_000)
    {
        CellKey key = CellKey.Of(11, "many");
        return [.. Enumerable.Range(0, count).Select(row => Made(maker, key, row))];
    }

    private static Table Alone(DataType type, string name) => new(new("public", "t"), TableKind.Plain) { Columns = [new Column(name, type, IsNullable: true)] };

    private static string Tables(string[] types, string suffix)
    {
        StringBuilder ddl = new();
        for (int i = 0; i < types.Length; i++)
        {
            ddl.Append(CultureInfo.InvariantCulture, $"create table t{i} (c {types[i]}{suffix});\n");
        }

        return ddl.ToString();
    }

    private static async Task InsertAsync(Database database, Table table, IEnumerable<CellValue> values, string type, List<string> failures)
    {
        string sql = $"insert into {table.Name.Name} values {string.Join(",\n", values.Select(static v => LiteralText.Of(v) is { } text ? $"('{text.Replace("'", "''", StringComparison.Ordinal)}')" : "(null)"))}";
        try
        {
            await database.ExecuteAsync(sql);
        }
        catch (PostgresException exception)
        {
            failures.Add($"{type}: {exception.MessageText} {exception.Detail}");
        }
    }

    private static async Task<DatabaseSchema> SchemaOf(Database database)
    {
        await using PostgresServer server = new(database.Parsed);
        return await PostgresStructure.ReadAsync(server, Token);
    }
}
