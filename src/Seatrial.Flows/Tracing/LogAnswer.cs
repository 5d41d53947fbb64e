using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Tracing;

/// <summary>A log record as something that expectations can be held against.</summary>
internal sealed class LogAnswer(LogRecord log) : StepAnswer
{
    public LogRecord Log => log;

    /// <inheritdoc/>
    public override TimeSpan Duration => TimeSpan.Zero;

    /// <inheritdoc/>
    public override StepExchange Exchange => throw new NotSupportedException("A log record is part of an exchange.");

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = null;
        return SignalJson.Of(log);
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "service" => FlowValues.Of(log.Service),
        "body" => FlowValues.Of(log.Body),
        "category" => Optional(log.Category),
        "exception" => Optional(log.ExceptionType),
        _ when subject.StartsWith("attributes.", StringComparison.Ordinal) => Optional(log.Attributes.GetValueOrDefault(subject["attributes.".Length..])),
        _ => default,
    };

    private static FlowValue Optional(string? text) => text is null ? default : FlowValues.Of(text);
}
