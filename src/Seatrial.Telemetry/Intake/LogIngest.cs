using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Takes the log records of a request into the store. Those of no trace are counted and let go.</summary>
/// <param name="store">The store.</param>
internal sealed class LogIngest(SignalStore store)
{
    private readonly AttributeReader _attributes = new(store.Strings);

    internal IngestResult Ingest(ExportLogsServiceRequest request)
    {
        var tally = new IngestTally("log records");
        var now = store.TimeProvider.GetUtcNow();
        foreach (var resourceLogs in request.ResourceLogs)
        {
            var service = ServiceIdentity.Read(resourceLogs.Resource, _attributes);
            foreach (var scopeLogs in resourceLogs.ScopeLogs)
            {
                var category = scopeLogs.Scope is { Name.Length: > 0 } scope
                    ? _attributes.Share(scope.Name, SignalText.MaxLength)
                    : null;
                foreach (var record in scopeLogs.LogRecords)
                {
                    Ingest(record, service.Name, category, now, tally);
                }
            }
        }

        store.LogCounter.Count(tally.Counts);
        return tally.Result;
    }

    private void Ingest(LogRecord record, string service, string? category, DateTimeOffset now, IngestTally tally)
    {
        if (!SignalId.TryReadTrace(record.TraceId.Span, out var traceId))
        {
            if (record.TraceId.Length > 16)
            {
                tally.Reject();
            }
            else
            {
                tally.PassOver();
            }

            return;
        }

        if (!SignalId.TryReadSpan(record.SpanId.Span, out var spanId) && record.SpanId.Length > 8)
        {
            tally.Reject();
            return;
        }

        var attributes = _attributes.Read(record.Attributes);
        var sent = record.TimeUnixNano == 0 ? record.ObservedTimeUnixNano : record.TimeUnixNano;
        var stored = new StoredLog
        {
            SentNanoseconds = sent,
            At = sent == 0 ? now : UnixTime.FromNanoseconds(sent),
            Service = service,
            SpanId = spanId,
            Severity = Severity(record),
            Body = AnyValueText.Of(record.Body, SignalText.MaxBodyLength),
            Category = category,
            ExceptionType = AttributeReader.Find(attributes, SemanticNames.ExceptionType),
            ExceptionMessage = AttributeReader.Find(attributes, SemanticNames.ExceptionMessage),
            Attributes = attributes,
        };
        var claimedRun = AttributeReader.Find(attributes, SemanticNames.Run);
        tally.Count(store.Add(traceId, claimedRun, stored, now));
    }

    /// <summary>The number told, or the lowest of the level whose name was told.</summary>
    private static int Severity(LogRecord record) => record.SeverityNumber is >= 1 and <= 24
        ? record.SeverityNumber
        : record.SeverityText.ToUpperInvariant() switch
        {
            "TRACE" => 1,
            "DEBUG" => 5,
            "INFO" or "INFORMATION" => 9,
            "WARN" or "WARNING" => 13,
            "ERROR" => 17,
            "FATAL" or "CRITICAL" => 21,
            _ => 0,
        };
}
