using System.Globalization;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>A trace as a waterfall: spans indented under their parents, the logs of each span beneath it.</summary>
internal sealed class HtmlTrace
{
    private const int DeepestIndent = 12;
    private const int MostRows = 400;

    private readonly HtmlWriter _html;
    private readonly TraceSignals _trace;
    private readonly DateTimeOffset _start;
    private readonly double _whole;
    private readonly ILookup<string, SpanRecord> _children;
    private readonly ILookup<string, LogRecord> _logs;
    private readonly List<string> _services;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private int _rows;

    private HtmlTrace(HtmlWriter html, TraceSignals trace)
    {
        _html = html;
        _trace = trace;
        _start = trace.Spans.IsEmpty ? trace.Logs[0].At : trace.Spans.Min(span => span.Start);
        DateTimeOffset end = trace.Spans.IsEmpty ? _start : trace.Spans.Max(span => span.End);
        _whole = Math.Max((end - _start).TotalMilliseconds, 0.001);
        _children = trace.Spans.ToLookup(span => span.ParentSpanId ?? string.Empty, StringComparer.Ordinal);
        _logs = trace.Logs.ToLookup(log => log.SpanId ?? string.Empty, StringComparer.Ordinal);
        _services = [.. trace.Spans.Select(span => span.Service).Distinct(StringComparer.Ordinal)];
    }

    public static void Write(HtmlWriter html, TraceSignals trace) => new HtmlTrace(html, trace).Write();

    private void Write()
    {
        HashSet<string> known = _trace.Spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        _html.Write($"""<div class="trace"><h5>Trace <code>{_trace.TraceId}</code> <small>{_trace.Spans.Length} spans, {_services.Count} services, {ReportText.Duration(TimeSpan.FromMilliseconds(_whole))}{(_trace.IsTruncated ? ", truncated" : "")}</small></h5><div class="fall" role="table" aria-label="Spans and logs">{"\n"}""");
        foreach (SpanRecord root in _trace.Spans.Where(span => span.ParentSpanId is not { } parent || !known.Contains(parent)))
        {
            WriteSpan(root, 0);
        }

        foreach (LogRecord log in _trace.Logs.Where(log => log.SpanId is not { } span || !known.Contains(span)))
        {
            WriteLog(log, 0);
        }

        _html.Write("</div>");
        if (_rows > MostRows)
        {
            _html.Write($"""<p class="soft">{_rows - MostRows} more rows are left out.</p>""");
        }

        _html.Write("</div>");
    }

    private void WriteSpan(SpanRecord span, int depth)
    {
        if (!_written.Add(span.SpanId))
        {
            return;
        }

        if (_rows++ < MostRows)
        {
            WriteSpanRow(span, depth);
        }

        // Logs and children in the order of time, as they happened.
        IEnumerable<(DateTimeOffset At, SpanRecord? Span, LogRecord? Log)> under =
            _children[span.SpanId].Select(child => (child.Start, (SpanRecord?)child, (LogRecord?)null))
                .Concat(_logs[span.SpanId].Select(log => (log.At, (SpanRecord?)null, (LogRecord?)log)))
                .OrderBy(item => item.Item1);
        foreach ((_, SpanRecord? child, LogRecord? log) in under)
        {
            if (child is not null)
            {
                WriteSpan(child, Math.Min(depth + 1, DeepestIndent));
            }
            else if (log is not null)
            {
                WriteLog(log, Math.Min(depth + 1, DeepestIndent));
            }
        }
    }

    private void WriteSpanRow(SpanRecord span, int depth)
    {
        double x = Math.Clamp((span.Start - _start).TotalMilliseconds / _whole * 100, 0, 99.5);
        double width = Math.Clamp((span.End - span.Start).TotalMilliseconds / _whole * 100, 0.5, 100 - x);
        int colour = _services.IndexOf(span.Service) % 6;
        string error = span.IsError ? "error" : "";
        _html.Write($"""<div class="r {error}" role="row"><span class="what d{depth}" role="cell"><i class="s{colour}"></i><b>{span.Service}</b> {span.Name}</span><svg class="track" role="img" aria-label="{ReportText.Duration(span.Start - _start)} in, {ReportText.Duration(span.End - span.Start)}"><rect class="s{colour} {error}" x="{x:0.###}%" width="{width:0.###}%" y="4" height="10" rx="2"/></svg><span class="n" role="cell">{ReportText.Duration(span.End - span.Start)}</span></div>{"\n"}""");
        if (span.IsError && (span.ExceptionType ?? span.StatusMessage) is not null)
        {
            string text = span.ExceptionType is { } type ? $"{type}: {span.ExceptionMessage}" : span.StatusMessage!;
            _html.Write($"""<div class="r say" role="row"><span class="what d{depth}" role="cell">{text}</span></div>{"\n"}""");
        }
    }

    private void WriteLog(LogRecord log, int depth)
    {
        if (_rows++ >= MostRows)
        {
            return;
        }

        string level = log.Severity switch
        {
            >= 17 => "error",
            >= 13 => "warn",
            >= 9 => "info",
            _ => "debug",
        };
        string at = (log.At - _start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        _html.Write($"""<div class="r log {level}" role="row"><span class="what d{depth}" role="cell"><em>{level}</em> {log.Body}{(log.ExceptionType is null ? "" : $" ({log.ExceptionType}: {log.ExceptionMessage})")}</span><span class="n" role="cell">+{at} ms</span></div>{"\n"}""");
    }
}
