using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Tracing;

/// <summary>A span as something that expectations can be held against.</summary>
internal sealed class SpanAnswer(SpanRecord span) : StepAnswer
{
    private const int ServerError = 500;

    public SpanRecord Span => span;

    /// <inheritdoc/>
    public override TimeSpan Duration => span.End - span.Start;

    /// <inheritdoc/>
    public override StepExchange Exchange => throw new NotSupportedException("A span is part of an exchange.");

    /// <summary>Whether the service says that it went wrong: status error, or 5xx of a request handled.</summary>
    public bool IsError => span.IsError || (span.Kind == SpanKind.Server && HttpStatus() >= ServerError);

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = null;
        return SignalJson.Of(span, IsError);
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "service" => FlowValues.Of(span.Service),
        "name" => FlowValues.Of(span.Name),
        "kind" => FlowValues.Of(KindOf(span)),
        "error" => new(JsonElement.Parse(IsError ? "true" : "false")),
        "version" => Optional(span.ServiceVersion),
        "status" => Optional(span.StatusMessage),
        "exception" => Optional(span.ExceptionType),
        _ when subject.StartsWith("attributes.", StringComparison.Ordinal) => Optional(span.Attributes.GetValueOrDefault(subject["attributes.".Length..])),
        _ => default,
    };

    public static string KindOf(SpanRecord span) => span.Kind switch
    {
        SpanKind.Server => "server",
        SpanKind.Client => "client",
        SpanKind.Producer => "producer",
        SpanKind.Consumer => "consumer",
        _ => "internal",
    };

    private static FlowValue Optional(string? text) => text is null ? default : FlowValues.Of(text);

    private int HttpStatus() =>
        int.TryParse(
            span.Attributes.GetValueOrDefault("http.response.status_code") ?? span.Attributes.GetValueOrDefault("http.status_code"),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out int status)
            ? status
            : 0;
}
