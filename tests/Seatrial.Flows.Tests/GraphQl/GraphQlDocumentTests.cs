using System.Collections.Immutable;
using CsCheck;
using Seatrial.Flows.GraphQl;

namespace Seatrial.Flows.Tests.GraphQl;

public sealed class GraphQlDocumentTests
{
    [Fact]
    public void Read_SoundDocument_KnowsItsOperationsAndVariables()
    {
        ImmutableArray<GraphQlOperation> operations = GraphQlDocument.Read(
            """"
            # comment with } and "
            query One($id: ID!, $first: Int! = 10, $tags: [String!]! @d(a: ")"), $o: In = { a: [1, 2] }) @live {
              a: order(id: $id, note: "}\"{", long: """ } \""" { """) { ...F, ... on Order @include(if: true) { total(x: -1.5e+3) } }
            }
            fragment F on Order { id }
            subscription Two { x }
            """");

        Assert.Equal(["query", "subscription"], operations.Select(static o => o.Kind));
        Assert.Equal(["One", "Two"], operations.Select(static o => o.Name));
        Assert.Equal([("id", true), ("first", false), ("tags", true), ("o", false)], operations[0].Variables.AsEnumerable());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{ a ", 0)]
    [InlineData("{ a ) }", 4)]
    [InlineData("{ }", 0)]
    [InlineData("query { a } }", 12)]
    [InlineData("{ a(x: \"open) }", 7)]
    [InlineData("type A { b: C }", 0)]
    [InlineData("{ a } { b }", 0)]
    [InlineData("query ($a ID) { b }", 10)]
    [InlineData("{ a ? }", 4)]
    [InlineData("{ a(x: 1.) }", 7)]
    [InlineData("query A", 6)]
    public void Read_BrokenDocument_SaysWhere(string text, int at) =>
        Assert.Equal(at, Assert.Throws<GraphQlSyntaxException>(() => GraphQlDocument.Read(text)).At);

    [Fact]
    public void Read_AnyText_EndsWithOperationsOrAPlace() =>
        Gen.OneOf(Gen.String, Words("{", "}", "(", ")", "[", "query", "$a", ":", "!", "\"", "\"\"\"", "\\", "#", "\n", "...", "-", "1.", "e", "fragment", "@", "=").Array[0, 30].Select(static parts => string.Concat(parts)))
            .Sample(
                static text =>
                {
                    try
                    {
                        Assert.NotEmpty(GraphQlDocument.Read(text));
                    }
                    catch (GraphQlSyntaxException exception)
                    {
                        Assert.InRange(exception.At, 0, text.Length);
                    }
                },
                iter: 20_000);

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
