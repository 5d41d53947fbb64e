namespace Seatrial.Flows.GraphQl;

/// <summary>A text is not a GraphQL document.</summary>
/// <param name="at">Where.</param>
/// <param name="message">Why.</param>
internal sealed class GraphQlSyntaxException(int at, string message) : Exception(message)
{
    public int At { get; } = at;
}
