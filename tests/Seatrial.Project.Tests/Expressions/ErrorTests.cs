using Seatrial.Core.Documents;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.Tests.Expressions;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("'a' * 2", "a text is not a number")]
    [InlineData("true < false", "a boolean and a boolean have no order")]
    [InlineData("1 < 'a'", "a number and a text have no order")]
    [InlineData("1 / 0", "division by zero")]
    [InlineData("number('1e300') % 0", "division by zero")]
    [InlineData("number('1e300') * number('1e300')", "the result is too large for a number")]
    [InlineData("1 && true", "a condition must be true or false, and this is a number")]
    [InlineData("number('x')", "`x` is not a number")]
    [InlineData("substring('a', 0.5)", "0.5 is not a whole number")]
    [InlineData("length(1)", "only texts, lists and maps have a length")]
    [InlineData("'a'.b", "a text has no `b`")]
    public void Evaluate_TypesDoNotFit_SaysWhich(string expression, string message) =>
        Assert.Equal(message, Bound.Fails(expression).Message);

    [Fact]
    public void Evaluate_TypesDoNotFit_StaysAnErrorBeforeADefault() =>
        Assert.Equal("division by zero", Bound.Fails("(1 / 0) ?? 2").Message);

    [Fact]
    public void Evaluate_NameHasNoValueYet_NamesIt()
    {
        var value = ValueBinder.Bind(Bound.Text("{{ later.id }}"), _ => { }, _ => true, []);

        var error = Assert.Throws<Core.Flows.FlowExpressionException>(() => value.Evaluate(new TestScope()));

        Assert.Equal("later", error.MissingName);
        Assert.Equal(3, error.Span.Line);
    }

    [Fact]
    public void Evaluate_TextWithHalfASurrogatePair_IsATypedError()
    {
        var scope = new TestScope().With("half", "\"\\ud800\"");

        Assert.Throws<Core.Flows.FlowExpressionException>(() => Bound.Value("{{ upper(half) }}", scope).Evaluate(scope));
        Assert.Throws<Core.Flows.FlowExpressionException>(() => Bound.Value("a{{ half }}", scope).Evaluate(scope));
        Assert.Throws<Core.Flows.FlowExpressionException>(() => Bound.Value("{{ half == 'a' }}", scope).Evaluate(scope));
    }

    [Theory]
    [InlineData("{{ ordrId }}", "ST0301", 14, "Did you mean `orderId`?")]
    [InlineData("a/{{ orderId }}/{{ clientSecret }}", "ST0301", 30, "Did you mean `client-secret`?")]
    [InlineData("{{ uid() }}", "ST0302", 14, "Did you mean `uuid`?")]
    [InlineData("{{ upper() }}", "ST0303", 14, "Add or remove values between its brackets; commas separate them.")]
    [InlineData("{{ orderId", "ST0304", 11, null)]
    [InlineData("{{ }}", "ST0305", 11, null)]
    [InlineData("{{ 1 + }}", "ST0300", 18, null)]
    [InlineData("{{ 'a }}", "ST0300", 14, null)]
    [InlineData("{{ a b }}", "ST0300", 16, null)]
    [InlineData("{{ orderId == }}", "ST0300", 25, null)]
    [InlineData("{{ order#Id }}", "ST0300", 19, null)]
    public void Bind_Wrong_PointsAtThePlace(string text, string code, int column, string? hint)
    {
        var found = Assert.Single(Bound.Diagnostics(Bound.Text(text), "orderId", "client-secret", "a", "order"));

        Assert.Equal(code, found.Code);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal((3, column), (found.Span.Line, found.Span.Column));
        Assert.False(string.IsNullOrEmpty(found.Hint));
        Assert.Equal(hint ?? found.Hint, found.Hint);
    }

    [Fact]
    public void Bind_UnquotedScalar_CountsNoQuote() =>
        Assert.Equal(16, Assert.Single(Bound.Diagnostics(Bound.Text("GET {{x}}", isQuoted: false))).Span.Column);

    [Fact]
    public void Bind_SeveralUnknownNames_AreAllReported() =>
        Assert.Equal(2, Bound.Diagnostics(Bound.Text("{{ x + y }}")).Length);

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("upper(")]
    [InlineData("a[")]
    [InlineData("a ? ")]
    public void Bind_NestedTooDeep_IsRefused(string opening)
    {
        var deep = "{{ " + string.Concat(Enumerable.Repeat(opening, 10_000)) + "a }}";

        Assert.Equal("ST0306", Assert.Single(Bound.Diagnostics(Bound.Text(deep), "a")).Code);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData(" ?? 1")]
    public void Bind_ChainTooLong_IsRefused(string link)
    {
        var chain = "{{ a" + string.Concat(Enumerable.Repeat(link, 100_000)) + " }}";

        Assert.Equal("ST0306", Assert.Single(Bound.Diagnostics(Bound.Text(chain), "a")).Code);
    }
}
