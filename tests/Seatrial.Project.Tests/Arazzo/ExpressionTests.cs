using System.Text.Json;
using CsCheck;
using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;

namespace Seatrial.Project.Tests.Arazzo;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("$statusCode", true)]
    [InlineData("$response.body", true)]
    [InlineData("$response.body#/a~1b/0", true)]
    [InlineData("$response.header.Content-Type", true)]
    [InlineData("$steps.do-it.outputs.id", true)]
    [InlineData("$inputs.customer#/uri", true)]
    [InlineData("$response", false)]
    [InlineData("$response.cookie.a", false)]
    [InlineData("$steps.do-it.id", false)]
    [InlineData("$response.body#a", false)]
    [InlineData("$response.body#/a~2", false)]
    [InlineData("$inputs.", false)]
    [InlineData("$status", false)]
    public void TryParse_Expression_IsOneOrSaysWhyNot(string text, bool isOne) =>
        Assert.Equal(isOne, RuntimeExpression.TryParse(text, out string? whyNot) is not null && whyNot is null);

    [Theory]
    [InlineData("$inputs.a == 5", "5", true)]
    [InlineData("$inputs.a == 5", "\"5\"", true)]
    [InlineData("$inputs.a == 'Paid'", "\"PAID\"", true)]
    [InlineData("$inputs.a != null", "1", true)]
    [InlineData("$inputs.a == null", "null", true)]
    [InlineData("$inputs.b == null", "1", true)]
    [InlineData("$inputs.a >= 2 && $inputs.a < 3", "2.5", true)]
    [InlineData("!($inputs.a == 1 || $inputs.a == 2)", "2", false)]
    [InlineData("$inputs.a.b[0] == 'it''s'", "{\"b\":[\"it's\"]}", true)]
    [InlineData("$inputs.a < 'b'", "1", false)]
    [InlineData("$inputs.a", "false", false)]
    public void Holds_SimpleCondition_ComparesAsArazzoHasIt(string text, string value, bool expected)
    {
        SimpleCondition condition = SimpleCondition.TryParse(text, out string? whyNot)!;

        Assert.Null(whyNot);
        Assert.Equal(expected, condition.Holds(e => e.Evaluate(new Scope(JsonElement.Parse(value)), null)));
    }

    [Theory]
    [InlineData("$statusCode ==")]
    [InlineData("$statusCode = 200")]
    [InlineData("($statusCode == 200")]
    [InlineData("$response.body#/a == paid")]
    [InlineData("$x == 'a")]
    [InlineData("")]
    public void TryParse_NoCondition_SaysWhyNot(string text)
    {
        Assert.Null(SimpleCondition.TryParse(text, out string? whyNot));
        Assert.NotEmpty(whyNot!);
    }

    private static readonly string[] Pieces =
        ["$inputs.a", "$response.body#/", "==", "&&", "||", "!", "(", ")", "'", "{$", "}", "null", "1e9", "$steps.x.outputs.", "#", "~", "[", "."];

    [Fact]
    public void TryParse_AnyText_NeverThrows()
    {
        Gen<string> part = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[0, 4]);
        part.Array[0, 40].Select(string.Concat).Sample(text =>
        {
            SimpleCondition.TryParse(text, out _)?.Holds(e => e.Evaluate(new Scope(JsonElement.Parse("{}")), null));
            RuntimeExpression.TryParse(text, out _)?.Evaluate(new Scope(JsonElement.Parse("[]")), null);
            JsonElement written = JsonSerializer.SerializeToElement(text);
            RuntimeValue.Bind(written, default, static (_, _) => { }).Evaluate(new Scope(JsonElement.Parse("1")));
        });
        Assert.Null(SimpleCondition.TryParse(new string('(', 100_000), out _));
        Assert.Null(SimpleCondition.TryParse(new string('!', 100_000), out _));
    }

    private sealed class Scope(JsonElement a) : IFlowScope
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public bool TryGet(string name, out FlowValue value)
        {
            value = name == "a" ? new(a) : default;
            return name == "a";
        }

        public Guid NextGuid() => Guid.Empty;
    }
}
