using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Parses filters and checks that they are well-typed.</summary>
/// <param name="parser">The parser, standing on the filter.</param>
internal sealed class FilterParser(JsonPathParser parser)
{
    private static readonly JsonElement True = JsonDocument.Parse("true").RootElement;
    private static readonly JsonElement False = JsonDocument.Parse("false").RootElement;
    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    // Longer operators first, so that <= is not read as < and a stray =.
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">"];

    public FilterExpression Parse()
    {
        parser.Enter();
        ImmutableArray<FilterExpression> parts = Many("||", () =>
        {
            ImmutableArray<FilterExpression> factors = Many("&&", ParseBasic);
            return factors.Length == 1 ? factors[0] : new FilterExpression.And(factors);
        });
        parser.Leave();
        return parts.Length == 1 ? parts[0] : new FilterExpression.Or(parts);
    }

    private ImmutableArray<FilterExpression> Many(string separator, Func<FilterExpression> parse)
    {
        ImmutableArray<FilterExpression>.Builder parts = ImmutableArray.CreateBuilder<FilterExpression>();
        while (true)
        {
            parts.Add(parse());
            int before = parser.Position;
            parser.SkipSpace();
            if (!parser.Take(separator))
            {
                parser.Position = before;
                return parts.ToImmutable();
            }

            parser.SkipSpace();
        }
    }

    private FilterExpression ParseBasic()
    {
        if (parser.Take("!"))
        {
            parser.SkipSpace();
            return new FilterExpression.Not(parser.Peek == '(' ? ParseParentheses() : Test(ParseOperand()));
        }

        if (parser.Peek == '(')
        {
            return ParseParentheses();
        }

        FilterExpression left = ParseOperand();
        int before = parser.Position;
        parser.SkipSpace();
        if (Comparisons.FirstOrDefault(parser.Take) is not { } comparison)
        {
            parser.Position = before;
            return Test(left);
        }

        parser.SkipSpace();
        return new FilterExpression.Comparison(Comparable(left), comparison, Comparable(ParseOperand()));
    }

    private FilterExpression ParseParentheses()
    {
        parser.Position++;
        parser.SkipSpace();
        FilterExpression inner = Parse();
        parser.SkipSpace();
        return parser.Take(")") ? inner : throw parser.Error("a `)` is missing here");
    }

    private FilterExpression ParseOperand()
    {
        switch (parser.Peek)
        {
            case '@' or '$':
                bool isRelative = parser.Peek == '@';
                parser.Position++;
                parser.Enter();
                FilterExpression.Query query = new(isRelative, parser.ParseSegments());
                parser.Leave();
                return query;
            case '\'' or '"':
                string value = new JsonPathLiterals(parser).ParseString();
                return new FilterExpression.Literal(JsonSerializer.SerializeToElement(value, JsonPathJson.Default.String));
            case '-' or (>= '0' and <= '9'):
                return new FilterExpression.Literal(new JsonPathLiterals(parser).ParseNumber());
            case >= 'a' and <= 'z':
                return ParseWord();
            default:
                throw parser.Error("a path, a literal or a function is missing here");
        }
    }

    private FilterExpression ParseWord()
    {
        int start = parser.Position;
        while (parser.Peek is (>= 'a' and <= 'z') or '_' || char.IsAsciiDigit(parser.Peek))
        {
            parser.Position++;
        }

        string word = parser.Text[start..parser.Position];
        if (parser.Peek == '(')
        {
            return ParseCall(word, start);
        }

        switch (word)
        {
            case "true":
                return new FilterExpression.Literal(True);
            case "false":
                return new FilterExpression.Literal(False);
            case "null":
                return new FilterExpression.Literal(Null);
            default:
                parser.Position = start;
                throw parser.Error($"`{word}` means nothing in a filter", "A text goes in quotes; a property of the element begins with `@.`.");
        }
    }

    private FilterExpression.Call ParseCall(string function, int start)
    {
        parser.Position++;
        parser.Enter();
        ImmutableArray<FilterExpression>.Builder arguments = ImmutableArray.CreateBuilder<FilterExpression>();
        parser.SkipSpace();
        while (!parser.Take(")"))
        {
            if (arguments.Count > 0 && !parser.Take(","))
            {
                throw parser.Error("a `,` or `)` is missing here");
            }

            parser.SkipSpace();
            arguments.Add(ParseOperand());
            parser.SkipSpace();
        }

        parser.Leave();
        FilterExpression.Call call = new(function, arguments.ToImmutable());
        if (!IsWellTyped(call))
        {
            parser.Position = start;
            throw parser.Error($"`{function}` does not exist or does not take these arguments", "Known: length(value), count(nodes), value(nodes), match(text, pattern), search(text, pattern).");
        }

        return call;
    }

    private static bool IsWellTyped(FilterExpression.Call call) => call switch
    {
        { Function: "length", Arguments: [var value] } => IsValue(value),
        { Function: "count" or "value", Arguments: [FilterExpression.Query] } => true,
        { Function: "match" or "search", Arguments: [var value, var pattern] } => IsValue(value) && IsValue(pattern),
        _ => false,
    };

    private static bool IsValue(FilterExpression expression) => expression switch
    {
        FilterExpression.Literal => true,
        FilterExpression.Query query => PathSegment.AreSingular(query.Segments),
        FilterExpression.Call call => call.Function is "length" or "count" or "value",
        _ => false,
    };

    private FilterExpression Comparable(FilterExpression expression) => IsValue(expression)
        ? expression
        : throw parser.Error("what is compared must be one value", "Use a path that selects at most one node, `count()` or `value()`.");

    private FilterExpression Test(FilterExpression expression) => expression switch
    {
        FilterExpression.Query => expression,
        FilterExpression.Call { Function: "match" or "search" } => expression,
        _ => throw parser.Error("this is a value, not a condition", "Compare it with something."),
    };
}
