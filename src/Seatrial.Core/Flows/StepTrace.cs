namespace Seatrial.Core.Flows;

/// <summary>The W3C trace context a step sends: one trace per flow attempt and step.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits: the step's own span, which is never exported.</param>
public sealed record StepTrace(string TraceId, string SpanId);
