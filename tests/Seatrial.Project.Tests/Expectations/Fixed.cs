using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Tests.Expectations;

/// <summary>An operand that is known, and counts how often it is asked for.</summary>
internal sealed class Fixed(string json, bool isSecret = false) : IBoundValue
{
    public int Evaluations { get; private set; }

    public SourceSpan Span => SourceSpan.WholeFile("a.flow.yaml");

    public string Source => json;

    public IReadOnlyCollection<string> Names => [];

    public FlowValue Evaluate(IFlowScope scope)
    {
        Evaluations++;
        return new(JsonElement.Parse(json), isSecret);
    }
}
