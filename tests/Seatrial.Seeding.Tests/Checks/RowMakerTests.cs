using System.Globalization;
using System.Text;
using Npgsql;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Checks;

/// <summary>Rows are made so that the real server takes them, whatever its checks ask.</summary>
public sealed class RowMakerTests(RealServers servers)
{
    private const int Rows = 200;

    private static readonly MakerSettings Settings = new("en", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), "r1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_pass_the_checks_of_the_real_server()
    {
        StringBuilder ddl = new(CheckShapes.Types);
        foreach ((string name, string columns) in CheckShapes.Solved)
        {
            ddl.Append(CultureInfo.InvariantCulture, $"create table \"{name}\" ({columns});\n");
        }

        await using Database database = await Database.CreateAsync(servers, ddl.ToString());
        DatabaseSchema schema = await SchemaOf(database);
        List<string> failures = [];
        foreach ((string name, _) in CheckShapes.Solved)
        {
            Table table = schema.Find(new ObjectName("public", name))!;
            RowRuleSet rules = RowRules.Of(schema, table, Settings);
            RowMakerResult result = RowMakers.For(schema, table, null, rules, Settings, 7, new HashSet<string>());
            if (result is RowMakerResult.Refused refused)
            {
                failures.Add($"{name}: refused: {string.Join("; ", refused.Refusals)}");
                continue;
            }

            string values = Values(table, ((RowMakerResult.Made)result).Maker, out int given);
            if (given < Rows)
            {
                failures.Add($"{name}: {Rows - given} rows of {Rows} were not made");
            }

            try
            {
                await database.ExecuteAsync(values);
            }
            catch (PostgresException exception)
            {
                failures.Add($"{name}: {exception.MessageText} {exception.Detail} {table.Checks.FirstOrDefault()?.Expression}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task What_no_row_passes_is_told_before_any_is_made()
    {
        StringBuilder ddl = new();
        foreach ((string name, string columns, _) in CheckShapes.Refused)
        {
            ddl.Append(CultureInfo.InvariantCulture, $"create table \"{name}\" ({columns});\n");
        }

        await using Database database = await Database.CreateAsync(servers, ddl.ToString());
        DatabaseSchema schema = await SchemaOf(database);
        foreach ((string name, _, string said) in CheckShapes.Refused)
        {
            Table table = schema.Find(new ObjectName("public", name))!;
            RowRuleSet rules = RowRules.Of(schema, table, Settings);
            RowMakerResult.Refused refused = Assert.IsType<RowMakerResult.Refused>(RowMakers.For(schema, table, null, rules, Settings, 7, new HashSet<string>()));
            Assert.Contains(refused.Refusals, r => r.Table == table.Name && r.Reason.Contains(said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Given_cells_decide_the_branch()
    {
        await using Database database = await Database.CreateAsync(servers, "create table t (kind text not null, n int, check (kind = 'x' and n > 10 or kind = 'y' and n < -10 or kind = 'z' and n is null));");
        DatabaseSchema schema = await SchemaOf(database);
        Table table = schema.Tables[0];
        RowMakerResult.Made made = Assert.IsType<RowMakerResult.Made>(RowMakers.For(schema, table, null, RowRules.Of(schema, table, Settings), Settings, 7, new HashSet<string> { "kind" }));
        foreach (string kind in new[] { "x", "y", "z" })
        {
            for (int row = 0; row < 50; row++)
            {
                CellValue[] cells = [CellValue.Of(kind), CellValue.Null];
                Assert.True(made.Maker.Make(row, 0, cells));
                Assert.True(cells[1].IsNull || kind == "x" ? cells[1].IsNull || cells[1].Number > 10 : kind == "y" && cells[1].Number < -10, $"{kind} {cells[1]}");
                Assert.True(kind != "z" || cells[1].IsNull);
            }
        }
    }

    [Fact]
    public async Task What_is_not_understood_is_told()
    {
        await using Database database = await Database.CreateAsync(servers, """
            create function odd_rule(int) returns boolean language sql immutable as 'select $1 > 3';
            create table t (a int not null, b int not null, constraint mine check (odd_rule(a)), constraint tried check (a * a + b * b < 100000));
            """);
        DatabaseSchema schema = await SchemaOf(database);
        RowRuleSet rules = RowRules.Of(schema, schema.Tables[0], Settings);
        Assert.Equal(["mine False", "tried True"], rules.Unsolved.Select(u => $"{u.Name} {u.IsTriedHere}").Order(StringComparer.Ordinal));
    }

    private static string Values(Table table, RowMaker maker, out int given)
    {
        StringBuilder sql = new($"insert into \"{table.Name.Name}\" values ");
        given = 0;
        for (int row = 0; row < Rows; row++)
        {
            CellValue[] cells = new CellValue[table.Columns.Length];
            if (maker.Make(row, 0, cells))
            {
                sql.Append(given++ > 0 ? ",\n(" : "(").AppendJoin(',', cells.Select(Quoted)).Append(')');
            }
        }

        return given == 0 ? "select 1" : sql.ToString();
    }

    private static string Quoted(CellValue value) => LiteralText.Of(value) is { } text ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : "null";

    private static async Task<DatabaseSchema> SchemaOf(Database database)
    {
        await using PostgresServer server = new(database.Parsed);
        return await PostgresStructure.ReadAsync(server, Token);
    }
}
