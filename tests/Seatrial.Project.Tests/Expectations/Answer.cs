using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Tests.Expectations;

/// <summary>An answer with a JSON body, or none.</summary>
internal sealed class Answer(string? json) : StepAnswer
{
    public override TimeSpan Duration => TimeSpan.FromMilliseconds(412.5);

    public override StepExchange Exchange => throw new NotSupportedException();

    public override JsonElement Document(out string? whyNot)
    {
        whyNot = json is null ? "the body is HTML" : null;
        return json is null ? default : JsonElement.Parse(json);
    }

    public override FlowValue Subject(string subject) =>
        subject == "status" ? new(JsonElement.Parse("201")) : default;
}
