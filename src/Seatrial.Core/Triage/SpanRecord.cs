using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>A span as a service reported it.</summary>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits.</param>
/// <param name="ParentSpanId">The parent's id; null for a root.</param>
/// <param name="Service">The resource's <c>service.name</c>.</param>
/// <param name="Name">The span's name.</param>
/// <param name="Kind">Its role.</param>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended; never before it started.</param>
public sealed record SpanRecord(
    string TraceId,
    string SpanId,
    string? ParentSpanId,
    string Service,
    string Name,
    SpanKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End)
{
    /// <summary>The resource's <c>service.version</c>, or null.</summary>
    public string? ServiceVersion { get; init; }

    /// <summary>Whether its status is error.</summary>
    public bool IsError { get; init; }

    /// <summary>The status message, or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The type of the first exception event, or null.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The message of the first exception event, or null.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>Attributes as text, at most 128, each at most 4,096 characters.</summary>
    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Spans of other traces it links to, as <c>traceId-spanId</c>.</summary>
    public ImmutableArray<string> Links { get; init; } = [];
}
