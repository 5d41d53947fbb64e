using System.Collections.Immutable;

namespace Seatrial.Flows.GraphQl;

/// <summary>What can be known of a GraphQL document without its schema: its operations and their variables, and that its brackets close.</summary>
internal sealed class GraphQlDocument
{
    private static readonly string[] Kinds = ["query", "mutation", "subscription"];

    private readonly List<GraphQlToken> _tokens;
    private readonly int _end;
    private int _at;

    private GraphQlDocument(string text)
    {
        _tokens = GraphQlLexer.Read(text);
        _end = text.Length;
    }

    /// <summary>The operations of a document, at least one.</summary>
    /// <exception cref="GraphQlSyntaxException">It is none.</exception>
    public static ImmutableArray<GraphQlOperation> Read(string text) => new GraphQlDocument(text).Operations();

    private ImmutableArray<GraphQlOperation> Operations()
    {
        var operations = ImmutableArray.CreateBuilder<GraphQlOperation>();
        while (Peek() is { } first)
        {
            if (first.Is("{"))
            {
                Selection();
                operations.Add(new GraphQlOperation("query", null, [], first.At));
            }
            else if (first.Kind == GraphQlToken.Name && Kinds.Contains(first.Text, StringComparer.Ordinal))
            {
                operations.Add(Operation());
            }
            else if (first is { Kind: GraphQlToken.Name, Text: "fragment" })
            {
                Until("{");
                Selection();
            }
            else
            {
                throw new GraphQlSyntaxException(first.At, $"here begins a query, a mutation, a subscription or a fragment, and `{first.Text}` is none");
            }
        }

        if (operations.Count == 0)
        {
            throw new GraphQlSyntaxException(0, "there is no operation in it");
        }

        if (operations.Count > 1 && operations.FirstOrDefault(static o => o.Name is null) is { } nameless)
        {
            throw new GraphQlSyntaxException(nameless.At, "an operation without a name must be the only one");
        }

        return operations.ToImmutable();
    }

    private GraphQlOperation Operation()
    {
        GraphQlToken kind = Next();
        string? name = Peek() is { Kind: GraphQlToken.Name } ? Next().Text : null;
        ImmutableArray<(string, bool)> variables = Peek() is { } open && open.Is("(") ? Variables() : [];
        Until("{");
        Selection();
        return new GraphQlOperation(kind.Text, name, variables, kind.At);
    }

    /// <summary>Such as <c>($id: ID!, $first: Int = 10)</c>.</summary>
    private ImmutableArray<(string Name, bool IsRequired)> Variables()
    {
        var variables = ImmutableArray.CreateBuilder<(string, bool)>();
        GraphQlToken open = Next();
        while (!(Peek() ?? throw Unclosed(open)).Is(")"))
        {
            Expect("$");
            GraphQlToken name = Next();
            if (name.Kind != GraphQlToken.Name)
            {
                throw new GraphQlSyntaxException(name.At, "behind `$` stands the name of a variable");
            }

            Expect(":");
            bool isNonNull = false;
            while (Peek() is { } part && (part.Kind == GraphQlToken.Name || part.Is("[") || part.Is("]") || part.Is("!")))
            {
                isNonNull = Next().Is("!");
            }

            bool hasDefault = Peek() is { } equals && equals.Is("=");
            variables.Add((name.Text, isNonNull && !hasDefault));
            while (Peek() is { } rest && !rest.Is("$") && !rest.Is(")"))
            {
                SkipOne();
            }
        }

        Next();
        return variables.ToImmutable();
    }

    /// <summary>A block in braces, which must select something.</summary>
    private void Selection()
    {
        GraphQlToken open = Peek() ?? throw new GraphQlSyntaxException(_end, "`{` is missing");
        if (_at + 1 < _tokens.Count && _tokens[_at + 1].Is("}"))
        {
            throw new GraphQlSyntaxException(open.At, "nothing is selected between the braces");
        }

        SkipOne();
    }

    /// <summary>One word, or one bracket with all that is in it.</summary>
    private void SkipOne()
    {
        GraphQlToken first = Next();
        Stack<GraphQlToken> open = new();
        for (GraphQlToken token = first; ; token = Next())
        {
            if (token.Is("{") || token.Is("(") || token.Is("["))
            {
                open.Push(token);
            }
            else if (token.Is("}") || token.Is(")") || token.Is("]"))
            {
                if (!open.TryPop(out GraphQlToken opened) || Closing(opened) != token.Text)
                {
                    throw new GraphQlSyntaxException(token.At, $"`{token.Text}` closes nothing");
                }
            }

            if (open.Count == 0)
            {
                return;
            }

            if (Peek() is null)
            {
                throw Unclosed(open.Peek());
            }
        }
    }

    private void Until(string punctuation)
    {
        GraphQlToken start = _tokens[_at - (_at > 0 ? 1 : 0)];
        while (!(Peek() ?? throw new GraphQlSyntaxException(start.At, $"`{punctuation}` is missing behind it")).Is(punctuation))
        {
            SkipOne();
        }
    }

    private void Expect(string punctuation)
    {
        GraphQlToken token = Next();
        if (!token.Is(punctuation))
        {
            throw new GraphQlSyntaxException(token.At, $"`{punctuation}` is expected here, and not `{token.Text}`");
        }
    }

    private GraphQlToken? Peek() => _at < _tokens.Count ? _tokens[_at] : null;

    private GraphQlToken Next() => _at < _tokens.Count ? _tokens[_at++] : throw new GraphQlSyntaxException(_end, "it ends too early");

    private static string Closing(GraphQlToken open) => open.Text switch { "{" => "}", "(" => ")", _ => "]" };

    private static GraphQlSyntaxException Unclosed(GraphQlToken open) => new(open.At, $"the `{open.Text}` that opens here is not closed");
}
