using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.GraphQl;

/// <summary>The body of a request: <c>{"query": …, "operationName": …, "variables": …}</c>.</summary>
/// <param name="query">The document, as written.</param>
/// <param name="operationName">Which operation of it.</param>
/// <param name="variables">The variables.</param>
/// <param name="span">Where the step's query stands.</param>
internal sealed class GraphQlBody(string query, string? operationName, IBoundValue? variables, SourceSpan span) : IBoundValue
{
    /// <inheritdoc/>
    public SourceSpan Span => span;

    /// <inheritdoc/>
    public string Source => Shown.Line(query);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => variables?.Names ?? [];

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope)
    {
        FlowValue given = variables?.Evaluate(scope) ?? default;
        return new FlowValue(
            JsonTexts.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("query", query);
                if (operationName is not null)
                {
                    writer.WriteString("operationName", operationName);
                }

                if (given.Exists)
                {
                    writer.WritePropertyName("variables");
                    given.Json.WriteTo(writer);
                }

                writer.WriteEndObject();
            }),
            given.IsSecret);
    }
}
