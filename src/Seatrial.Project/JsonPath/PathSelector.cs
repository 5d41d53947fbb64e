namespace Seatrial.Project.JsonPath;

/// <summary>A selector. Closed.</summary>
internal abstract record PathSelector
{
    private PathSelector()
    {
    }

    public sealed record Name(string Text) : PathSelector;

    public sealed record Wildcard : PathSelector;

    public sealed record Index(long Position) : PathSelector;

    public sealed record Slice(long? Start, long? End, long Step) : PathSelector;

    public sealed record Filter(FilterExpression Condition) : PathSelector;
}
