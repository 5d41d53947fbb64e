using Seatrial.Core.Documents;

namespace Seatrial.Project.Tests.Expressions;

public sealed class EvaluationTests
{
    private static TestScope Shop() => new TestScope()
        .With("order", """{ "items": [ { "id": "i-1" }, { "id": "i-2" } ], "a-b": 1, "note": null, "total": 12.50 }""")
        .With("client-secret", "\"hunter2secret\"", isSecret: true)
        .With("count", "3")
        .With("sku", "\"SKU-1\"");

    [Theory]
    [InlineData("count", "3")]
    [InlineData("order.items[0].id", "\"i-1\"")]
    [InlineData("order.items[-1].id", "\"i-2\"")]
    [InlineData("order['a-b']", "1")]
    [InlineData("order.a-b", "1")]
    [InlineData("order.total", "12.50")]
    [InlineData("order.note", "null")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("'it'", "\"it\"")]
    [InlineData("\"it's\"", "\"it's\"")]
    [InlineData("1.10", "1.10")]
    public void Evaluate_ValueAlone_KeepsItsType(string expression, string json) =>
        Assert.Equal(json, Bound.Json(expression, Shop()));

    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("12.50 * 3", "37.50")]
    [InlineData("count - 1", "2")]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("(2 + 3) * 4", "20")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("-count", "-3")]
    [InlineData("7 % 4", "3")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("9007199254740993 + 0", "9007199254740993")]
    [InlineData("round(2.345, 2)", "2.35")]
    [InlineData("round(2.5)", "3")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(3, 10)", "10")]
    [InlineData("number('12.50')", "12.50")]
    [InlineData("number('1e300') * 10", "1E+301")]
    public void Evaluate_Arithmetic_IsExact(string expression, string json) =>
        Assert.Equal(json, Bound.Json(expression, Shop()));

    [Fact]
    public void Evaluate_NumbersBeyondDecimals_GoOnAsDoubles()
    {
        var scope = new TestScope().With("tiny", "1e-30").With("huge", "79228162514264337593543950335");

        Assert.Equal("2E-30", Bound.Json("tiny * 2", scope));
        Assert.Equal("7.922816251426434E+29", Bound.Json("huge * 10", scope));
        Assert.Equal("-1E-30", Bound.Json("-tiny", scope));
    }

    [Theory]
    [InlineData("1 == 1.0", true)]
    [InlineData("1 == '1'", false)]
    [InlineData("'a' == 'A'", false)]
    [InlineData("'a' != 'b'", true)]
    [InlineData("'B' < 'a'", true)]
    [InlineData("2 <= 2 && 3 > 2", true)]
    [InlineData("false || !false", true)]
    [InlineData("order.items == order.items", true)]
    public void Evaluate_Comparisons_AreTypedAndOrdinal(string expression, bool expected) =>
        Assert.Equal(expected ? "true" : "false", Bound.Json(expression, Shop()));

    [Theory]
    [InlineData("count > 2 ? 'many' : 'few'", "\"many\"")]
    [InlineData("false ? 1 : false ? 2 : 3", "3")]
    [InlineData("order.missing ?? 'none'", "\"none\"")]
    [InlineData("order.note ?? 'none'", "\"none\"")]
    [InlineData("order.missing.deeper[3] ?? 'none'", "\"none\"")]
    [InlineData("order.items[9] ?? 'none'", "\"none\"")]
    [InlineData("order.note ?? order.missing ?? 4", "4")]
    public void Evaluate_Choices_TakeOneSide(string expression, string json) =>
        Assert.Equal(json, Bound.Json(expression, Shop()));

    [Theory]
    [InlineData("upper('aé')", "\"AÉ\"")]
    [InlineData("lower('AB')", "\"ab\"")]
    [InlineData("trim('  a ')", "\"a\"")]
    [InlineData("replace('a-b-c', '-', '+')", "\"a+b+c\"")]
    [InlineData("substring('abcdef', 2)", "\"cdef\"")]
    [InlineData("substring('abcdef', 2, 2)", "\"cd\"")]
    [InlineData("substring('abc', 7, 2)", "\"\"")]
    [InlineData("length('a😀')", "2")]
    [InlineData("length(order.items)", "2")]
    [InlineData("base64('a:b')", "\"YTpi\"")]
    [InlineData("urlEncode('a b/ü(!)')", "\"a%20b%2F%C3%BC%28%21%29\"")]
    [InlineData("text(order.total)", "\"12.50\"")]
    [InlineData("sku + '-' + count", "\"SKU-1-3\"")]
    [InlineData("now()", "\"2026-03-01T10:30:15.250Z\"")]
    [InlineData("now('+2h')", "\"2026-03-01T12:30:15.250Z\"")]
    [InlineData("now('-30s')", "\"2026-03-01T10:29:45.250Z\"")]
    [InlineData("date(now(), 'yyyy-MM-dd')", "\"2026-03-01\"")]
    [InlineData("uuid()", "\"00000000-0000-0000-0000-000000000001\"")]
    public void Evaluate_Functions_Compute(string expression, string json) =>
        Assert.Equal(System.Text.Json.JsonElement.Parse(json).ToString(), System.Text.Json.JsonElement.Parse(Bound.Json(expression, Shop())).ToString());

    [Fact]
    public void Json_Value_IsCompact() =>
        Assert.Equal("[{\"id\":\"i-1\"},{\"id\":\"i-2\"}]", Bound.Value("{{ json(order.items) }}", Shop()).Evaluate(Shop()).ToText());

    [Fact]
    public void Int_AnyDraw_StaysBetweenItsBounds()
    {
        var scope = new TestScope();
        var value = Bound.Value("{{ int(5, 7) }}", scope);

        var seen = Enumerable.Range(0, 50).Select(_ => value.Evaluate(scope).Json.GetInt32()).ToHashSet();

        Assert.True(seen.IsSubsetOf([5, 6, 7]), string.Join(' ', seen));
        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData("order/{{ order.items[0].id }}?n={{ count }}", "order/i-1?n=3")]
    [InlineData("{{ sku }}{{ count }}", "SKU-13")]
    [InlineData(" {{ count }}", " 3")]
    [InlineData("{{{{ sku }}", "{{ sku }}")]
    [InlineData("{{{{{{ sku }}", "{{SKU-1")]
    [InlineData("a }} b { c", "a }} b { c")]
    [InlineData("{{ '}}' }}!", "}}!")]
    public void Evaluate_Embedded_BecomesText(string text, string expected)
    {
        var result = Bound.Value(text, Shop()).Evaluate(Shop());

        Assert.Equal(System.Text.Json.JsonValueKind.String, result.Json.ValueKind);
        Assert.Equal(expected, result.ToText());
    }

    [Theory]
    [InlineData("12.50", ScalarKind.Number, "12.50")]
    [InlineData("007", ScalarKind.Integer, "7")]
    [InlineData("+5", ScalarKind.Integer, "5")]
    [InlineData(".5", ScalarKind.Number, "0.5")]
    [InlineData("1.e3", ScalarKind.Number, "1e3")]
    [InlineData("-0", ScalarKind.Integer, "-0")]
    [InlineData("True", ScalarKind.Boolean, "true")]
    [InlineData("FALSE", ScalarKind.Boolean, "false")]
    [InlineData("~", ScalarKind.Null, "null")]
    [InlineData("12.50", ScalarKind.Text, "\"12.50\"")]
    public void Evaluate_Constant_IsTheYamlValueAsJson(string text, ScalarKind kind, string json) =>
        Assert.Equal(json, Bound.Value(Bound.Plain(text, kind), Shop()).Evaluate(Shop()).Json.GetRawText());

    [Fact]
    public void Evaluate_ListsAndMaps_BindAtAnyDepth()
    {
        var span = new SourceSpan("a.flow.yaml", 3, 10);
        var node = new DocumentNode.Mapping(
            [
                new(Bound.Text("sku"), Bound.Text("{{ sku }}")),
                new(Bound.Text("lines"), new DocumentNode.Sequence([Bound.Text("{{ count }}"), Bound.Plain("2", ScalarKind.Integer)], span)),
                new(Bound.Text("key"), Bound.Text("k-{{ client-secret }}")),
            ],
            span);

        var value = Bound.Value(node, Shop());
        var result = value.Evaluate(Shop());

        Assert.Equal("""{"sku":"SKU-1","lines":[3,2],"key":"k-hunter2secret"}""", result.Json.GetRawText());
        Assert.True(result.IsSecret);
        Assert.Equal(["client-secret", "count", "sku"], value.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Evaluate_ConstantList_IsBuiltOnce()
    {
        var node = new DocumentNode.Sequence([Bound.Plain("1", ScalarKind.Integer), Bound.Text("{{{{ a")], new("a.flow.yaml", 3, 10));
        var value = Bound.Value(node, Shop());

        Assert.Equal("""[1,"{{ a"]""", value.Evaluate(Shop()).Json.GetRawText());
        Assert.Equal("ConstantValue", value.GetType().Name);
    }

    [Fact]
    public void Names_AreRootsOnly() =>
        Assert.Equal(["count", "order", "sku"], Bound.Value("{{ order.items[count].id ?? sku }}{{ sku }}", Shop()).Names.Order(StringComparer.Ordinal));
}
