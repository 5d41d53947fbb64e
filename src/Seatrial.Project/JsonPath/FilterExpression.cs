using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>A part of a filter. Closed. Which parts may stand where is checked when parsing (well-typedness, RFC 9535 section 2.4.3).</summary>
internal abstract record FilterExpression
{
    private FilterExpression()
    {
    }

    public sealed record Or(ImmutableArray<FilterExpression> Parts) : FilterExpression;

    public sealed record And(ImmutableArray<FilterExpression> Parts) : FilterExpression;

    public sealed record Not(FilterExpression Part) : FilterExpression;

    public sealed record Comparison(FilterExpression Left, string Operator, FilterExpression Right) : FilterExpression;

    public sealed record Literal(JsonElement Value) : FilterExpression;

    public sealed record Query(bool IsRelative, ImmutableArray<PathSegment> Segments) : FilterExpression;

    public sealed record Call(string Function, ImmutableArray<FilterExpression> Arguments) : FilterExpression;
}
