using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>A log record as a service reported it.</summary>
/// <param name="At">When.</param>
/// <param name="Service">The resource's <c>service.name</c>.</param>
/// <param name="TraceId">The trace it belongs to.</param>
/// <param name="SpanId">The span it belongs to, or null.</param>
/// <param name="Severity">OpenTelemetry's severity number: 9 info, 13 warning, 17 error, 21 fatal.</param>
/// <param name="Body">The text.</param>
public sealed record LogRecord(
    DateTimeOffset At,
    string Service,
    string TraceId,
    string? SpanId,
    int Severity,
    string Body)
{
    /// <summary>The type of the exception logged with it, or null.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The message of the exception logged with it, or null.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>The logger's category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Attributes as text, bounded like a span's.</summary>
    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;
}
