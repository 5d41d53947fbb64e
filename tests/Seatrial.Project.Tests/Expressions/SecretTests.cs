namespace Seatrial.Project.Tests.Expressions;

public sealed class SecretTests
{
    private static TestScope Scope() => new TestScope()
        .With("key", "\"hunter2secret\"", isSecret: true)
        .With("none", "null", isSecret: true)
        .With("keys", """{ "a": ["hunter2secret"] }""", isSecret: true)
        .With("open", "\"open\"");

    [Theory]
    [InlineData("{{ key }}")]
    [InlineData("Bearer {{ key }}")]
    [InlineData("{{ open + key }}")]
    [InlineData("{{ base64('user:' + key) }}")]
    [InlineData("{{ keys.a[0] }}")]
    [InlineData("{{ length(key) }}")]
    [InlineData("{{ substring(key, 0, 1) }}")]
    [InlineData("{{ key == open }}")]
    [InlineData("{{ key == open ? 1 : 2 }}")]
    [InlineData("{{ key ?? open }}")]
    [InlineData("{{ none ?? open }}")]
    [InlineData("{{ key == open && true }}")]
    [InlineData("{{ key != open || true }}")]
    [InlineData("{{ !(key == open) }}")]
    public void Evaluate_PartIsSecret_ResultIsSecret(string text)
    {
        var result = Bound.Value(text, Scope()).Evaluate(Scope());

        Assert.True(result.IsSecret);
        Assert.Equal("***", result.ToString());
    }

    [Theory]
    [InlineData("{{ open }}")]
    [InlineData("{{ true ? open : key }}")]
    [InlineData("{{ open ?? key }}")]
    public void Evaluate_SecretNotRead_ResultIsOpen(string text) =>
        Assert.False(Bound.Value(text, Scope()).Evaluate(Scope()).IsSecret);

    [Theory]
    [InlineData("date(key, 'yyyy')")]
    [InlineData("now(key)")]
    [InlineData("number(key)")]
    [InlineData("key * 2")]
    [InlineData("keys[key]")]
    [InlineData("key && true")]
    [InlineData("date(now(), key + '%')")]
    [InlineData("round(1, key)")]
    public void Evaluate_Error_NeverShowsTheSecret(string expression)
    {
        try
        {
            Bound.Json(expression, Scope());
        }
        catch (Core.Flows.FlowExpressionException error)
        {
            Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        }
    }
}
