using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>Takes out of telemetry what is secret in the run: services log the tokens they are given, and what is kept of them is shown to many.</summary>
internal static class SignalRedaction
{
    /// <summary>A trace whose texts hold no secret.</summary>
    /// <param name="trace">The trace as services sent it.</param>
    /// <param name="redact">Takes secrets out of a text; gives back the same instance when there is none.</param>
    public static TraceSignals Of(TraceSignals trace, Func<string, string> redact) => trace with
    {
        Spans = Each(trace.Spans, span => Of(span, redact)),
        Logs = Each(trace.Logs, log => Of(log, redact)),
    };

    private static SpanRecord Of(SpanRecord span, Func<string, string> redact)
    {
        SpanRecord safe = span with
        {
            Name = redact(span.Name),
            StatusMessage = Optional(span.StatusMessage, redact),
            ExceptionType = Optional(span.ExceptionType, redact),
            ExceptionMessage = Optional(span.ExceptionMessage, redact),
            Attributes = Values(span.Attributes, redact),
        };
        return safe;
    }

    private static LogRecord Of(LogRecord log, Func<string, string> redact) => log with
    {
        Body = redact(log.Body),
        ExceptionType = Optional(log.ExceptionType, redact),
        ExceptionMessage = Optional(log.ExceptionMessage, redact),
        Category = Optional(log.Category, redact),
        Attributes = Values(log.Attributes, redact),
    };

    private static string? Optional(string? text, Func<string, string> redact) => text is null ? null : redact(text);

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> all, Func<T, T> safe) => all.IsDefaultOrEmpty ? all : [.. all.Select(safe)];

    /// <summary>Values without secrets; a key that holds one, such as a header told as an attribute, loses it as well.</summary>
    private static ImmutableDictionary<string, string> Values(ImmutableDictionary<string, string> all, Func<string, string> redact)
    {
        ImmutableDictionary<string, string> safe = all;
        foreach ((string key, string value) in all)
        {
            string safeKey = redact(key);
            string safeValue = redact(value);
            if (!ReferenceEquals(safeKey, key))
            {
                safe = safe.Remove(key).SetItem(safeKey, safeValue);
            }
            else if (!ReferenceEquals(safeValue, value))
            {
                safe = safe.SetItem(key, safeValue);
            }
        }

        return safe;
    }
}
