using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Core.Triage;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Takes the spans of a request into the store.</summary>
/// <param name="store">The store.</param>
internal sealed class SpanIngest(SignalStore store)
{
    private readonly AttributeReader _attributes = new(store.Strings);

    internal IngestResult Ingest(ExportTraceServiceRequest request)
    {
        var tally = new IngestTally("spans");
        var now = store.TimeProvider.GetUtcNow();
        foreach (var resourceSpans in request.ResourceSpans)
        {
            var service = ServiceIdentity.Read(resourceSpans.Resource, _attributes);
            foreach (var scopeSpans in resourceSpans.ScopeSpans)
            {
                foreach (var span in scopeSpans.Spans)
                {
                    Ingest(span, service, now, tally);
                }
            }
        }

        store.SpanCounter.Count(tally.Counts);
        return tally.Result;
    }

    private void Ingest(Span span, ServiceIdentity service, DateTimeOffset now, IngestTally tally)
    {
        var parentSpanId = 0UL;
        if (!SignalId.TryReadTrace(span.TraceId.Span, out var traceId)
            || !SignalId.TryReadSpan(span.SpanId.Span, out var spanId)
            || (!SignalId.TryReadSpan(span.ParentSpanId.Span, out parentSpanId) && span.ParentSpanId.Length > 8))
        {
            tally.Reject();
            return;
        }

        var stored = Map(span, spanId, parentSpanId, service, now);
        var claimedRun = AttributeReader.Find(stored.Attributes, SemanticNames.Run);
        tally.Count(store.Add(traceId, claimedRun, stored, now));
    }

    private StoredSpan Map(
        Span span,
        ulong spanId,
        ulong parentSpanId,
        ServiceIdentity service,
        DateTimeOffset now)
    {
        var attributes = _attributes.Read(span.Attributes);
        var (start, end) = Period(span, now);
        var exception = span.Events.FirstOrDefault(seen => seen.Name is SemanticNames.ExceptionEvent)?.Attributes;
        return new StoredSpan
        {
            SpanId = spanId,
            ParentSpanId = parentSpanId,
            Service = service.Name,
            ServiceVersion = service.Version,
            Name = _attributes.Share(span.Name, SignalText.MaxLength),
            Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unspecified,
            Start = start,
            End = end,
            IsError = span.Status?.Code == Status.Types.StatusCode.Error,
            StatusMessage = span.Status is { Message.Length: > 0 } status
                ? SignalText.Cut(status.Message, SignalText.MaxLength)
                : null,
            ExceptionType = AttributeReader.Find(exception, SemanticNames.ExceptionType, SignalText.MaxLength)
                ?? AttributeReader.Find(attributes, SemanticNames.ExceptionType),
            ExceptionMessage = AttributeReader.Find(exception, SemanticNames.ExceptionMessage, SignalText.MaxLength)
                ?? AttributeReader.Find(attributes, SemanticNames.ExceptionMessage),
            Attributes = attributes,
            Links = Links(span),
        };
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Period(Span span, DateTimeOffset now)
    {
        var (first, last) = (span.StartTimeUnixNano, span.EndTimeUnixNano);
        if (first == 0 && last == 0)
        {
            return (now, now);
        }

        var start = UnixTime.FromNanoseconds(first == 0 ? last : first);
        return (start, last < first ? start : UnixTime.FromNanoseconds(last));
    }

    private static string[] Links(Span span)
    {
        if (span.Links.Count == 0)
        {
            return [];
        }

        var links = new List<string>();
        foreach (var link in span.Links)
        {
            if (links.Count < SignalText.MaxLinks
                && SignalId.TryReadTrace(link.TraceId.Span, out var traceId)
                && SignalId.TryReadSpan(link.SpanId.Span, out var spanId))
            {
                links.Add($"{SignalId.Format(traceId)}-{SignalId.Format(spanId)}");
            }
        }

        return [.. links];
    }
}
