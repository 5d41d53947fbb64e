using CsCheck;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Tests.Expressions;

/// <summary>Whatever is written is bound or reported, and evaluates or says why not; nothing else is ever thrown.</summary>
public sealed class ExpressionFuzzTests
{
    private const int Inputs = 20_000;

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{{", " ", "a", "order", ".items", "[0]", "['a']", "(", ")", "+", "-", "*", "/", "%", "==", "!=", "<",
        ">=", "&&", "||", "!", "?", ":", "??", ",", "1", "0.5", "007", "'t'", "\"", "'", "\\", "true", "null", "uuid()",
        "upper(", "now('", "int(1,", "round(", "\ud800", "é", "\n", "client-secret", "#",
    ];

    private static readonly string[] PathPieces =
    [
        "$", "@", ".", "..", "*", "[", "]", "?", "(", ")", "'a'", "\"", "\\u", "d800", "0", "-1", ":", ",", "==", "<", "&&", "||",
        "!", "a", "length(", "count(", "match(", "value(", "true", "1e5", " ", "9007199254740992", "\ud83d", "\ude00",
    ];

    [Fact]
    public void Bind_AnyText_NeverThrows() => Gen.String.Sample(text => Check("{{" + text + "}}"), iter: Inputs);

    [Fact]
    public void Bind_ShuffledGrammar_NeverThrows() =>
        OneOf(Pieces).Array[0, 24].Sample(pieces => Check("{{ " + string.Concat(pieces)), iter: Inputs);

    [Fact]
    public void Bind_MutatedExpression_NeverThrows() => Gen
        .Select(Gen.Int[0, 60], Gen.Int[0, 12], OneOf(Pieces))
        .Sample(
            (at, cut, piece) =>
            {
                const string Valid = "x{{ order.items[0].id ?? upper('a' + text(1 + 2 * 3)) == null ? uuid() : 2 }}";
                Check(Valid[..at] + piece + Valid[Math.Min(Valid.Length, at + cut)..]);
            },
            iter: Inputs);

    [Fact]
    public void JsonPath_AnyText_NeverThrows() => Gen.String.Sample(text => CheckPath("$" + text), iter: Inputs);

    [Fact]
    public void JsonPath_TextThatEndsInAnEscape_IsToldWhereItEnds() => CheckPath(@"$['6\");

    [Fact]
    public void JsonPath_ShuffledGrammar_NeverThrows() =>
        OneOf(PathPieces).Array[0, 20].Sample(pieces => CheckPath("$" + string.Concat(pieces)), iter: Inputs);

    private static Gen<string> OneOf(string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    private static void Check(string text)
    {
        var scope = new TestScope().With("order", """{ "items": [ { "id": 1 } ] }""").With("a", "2").With("client-secret", "\"s\"", isSecret: true);
        var value = ValueBinder.Bind(
            Bound.Text(text),
            diagnostic =>
            {
                Assert.False(string.IsNullOrEmpty(diagnostic.Hint));
                Assert.InRange(diagnostic.Span.Column, 10, 11 + text.Length);
            },
            name => scope.TryGet(name, out _),
            scope.Names);
        try
        {
            Assert.True(value.Evaluate(scope).Exists);
        }
        catch (FlowExpressionException)
        {
            // The only exception there may be.
        }
    }

    private static void CheckPath(string text)
    {
        var query = JsonPathQuery.TryParse(text, out var error);
        Assert.Equal(query is null, error is not null);
        if (error is not null)
        {
            Assert.InRange(error.Offset, 0, text.Length);
            Assert.False(string.IsNullOrEmpty(error.Hint));
            return;
        }

        var nodes = query!.SelectNodes(System.Text.Json.JsonElement.Parse("""{ "a": [1, { "a": "b" }, [0, -1, null]], "true": true }"""));
        Assert.True(!query.IsSingular || nodes.Count <= 1);
    }
}
