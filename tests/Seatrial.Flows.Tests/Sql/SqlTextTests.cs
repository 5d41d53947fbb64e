using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Sql;
using Seatrial.Flows.Tests.Http;

namespace Seatrial.Flows.Tests.Sql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("select 1", true)]
    [InlineData("  -- first\n/* then */ SELECT 1;", true)]
    [InlineData("values (1)", true)]
    [InlineData("show server_version", true)]
    [InlineData("with a as (select 1) select * from a", true)]
    [InlineData("select 'delete from x'", true)]
    [InlineData("with a as (delete from x returning *) select * from a", false)]
    [InlineData("select * into y from x", false)]
    [InlineData("select nextval('s')", false)]
    [InlineData("update x set a = 1", false)]
    [InlineData("explain analyze delete from x", false)]
    public void IsReading_Statement_IsToldByItsWords(string text, bool expected) => Assert.Equal(expected, new SqlText(text).IsReading);

    [Fact]
    public void IsOneStatement_Further_IsSeen()
    {
        Assert.True(new SqlText("select ';' ; ").IsOneStatement);
        Assert.False(new SqlText("select 1; drop table x").IsOneStatement);
    }

    [Fact]
    public void Placeholders_InLiteralsAndComments_DoNotCount() =>
        Assert.Equal(["id"], new SqlText("select '@a', \"@b\", $t$@c$t$ /* @d */ from x where id = @id -- @e\n and v = @@version").Placeholders.ToArray());

    [Theory]
    [InlineData("select * from orders where id = {{ orderId }}", "ST0840", "Write `@orderId` in the query, without quotes around it, and beside it `parameters: { orderId: '{{ orderId }}' }`.")]
    [InlineData("select * from orders where id = '{{ upper(x) }}'", "ST0840", "Write `@value` in the query, without quotes around it, and beside it `parameters: { value: '{{ upper(x) }}' }`.")]
    [InlineData("select * from orders where id = @id", "ST0841", "Add it: `parameters: { id: … }`.")]
    public void Bind_ValuesInTheWrongPlace_SaysTheFix(string query, string code, string hint)
    {
        LiteralContext context = new();

        Bind(context, ("connection", "sqlite:///orders.db"), ("query", query));

        Diagnostic found = Assert.Single(context.Reported);
        Assert.Equal((code, hint), (found.Code, found.Hint));
    }

    [Fact]
    public void Bind_PasswordWritten_Warns()
    {
        LiteralContext context = new();

        IStepAction? action = Bind(context, ("connection", "postgres://ada:lovelace@localhost/orders"), ("query", "select 1"));

        Assert.Equal(["ST0805"], context.Reported.Select(static d => d.Code));
        Assert.Equal("select 1", action!.Summary);
        Assert.True(action.IsIdempotent);
    }

    private static IStepAction? Bind(LiteralContext context, params (string Key, object? Value)[] entries) =>
        new SqlVerb(TimeProvider.System).Bind(Nodes.Map(("sql", Nodes.Map(entries))), context);
}
