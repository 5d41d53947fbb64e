using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expectations;

/// <summary>What an expectation or capture looks at.</summary>
/// <param name="Text">As written: <c>status</c>, <c>header.NAME</c>, <c>cookie.NAME</c>, <c>body</c>, <c>duration</c>, <c>tls.NAME</c>, <c>xpath:…</c>, <c>$…</c>.</param>
/// <param name="Path">The query, when it is a JSONPath; otherwise null.</param>
/// <param name="Span">Where it was written.</param>
public sealed record Subject(string Text, JsonPathQuery? Path, SourceSpan Span)
{
    private const string Remaining = "tls.expires";

    /// <summary>How a subject begins that is an XPath.</summary>
    internal const string XPathPrefix = "xpath:";

    /// <summary>Whether values compare as text, as those of headers, cookies, XML and telemetry do.</summary>
    public bool IsText =>
        Text.StartsWith("header.", StringComparison.Ordinal) || Text.StartsWith("attributes.", StringComparison.Ordinal) || Text.StartsWith("cookie.", StringComparison.Ordinal) || Text.StartsWith(XPathPrefix, StringComparison.Ordinal);

    /// <summary>Whether values are milliseconds, and operands durations such as <c>400ms</c> or <c>14d</c>.</summary>
    public bool IsDuration => Text is "duration" or Remaining;

    /// <summary>A value of a duration, for people: how long a certificate lasts is told in days.</summary>
    /// <param name="milliseconds">The value.</param>
    /// <param name="otherwise">How the value of a shorter duration is shown.</param>
    internal string ShowDuration(FlowValue milliseconds, Func<FlowValue, string> otherwise) =>
        Text == Remaining && milliseconds.Json.TryGetDouble(out double left)
            ? string.Create(CultureInfo.InvariantCulture, $"{left / TimeSpan.MillisecondsPerDay:0.#}d")
            : otherwise(milliseconds);
}
