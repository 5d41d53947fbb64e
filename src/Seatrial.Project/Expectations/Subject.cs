using Seatrial.Core.Documents;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expectations;

/// <summary>What an expectation or capture looks at.</summary>
/// <param name="Text">As written: <c>status</c>, <c>header.NAME</c>, <c>cookie.NAME</c>, <c>body</c>, <c>duration</c>, <c>$…</c>.</param>
/// <param name="Path">The query, when it is a JSONPath; otherwise null.</param>
/// <param name="Span">Where it was written.</param>
public sealed record Subject(string Text, JsonPathQuery? Path, SourceSpan Span)
{
    /// <summary>Whether values compare as text, as those of headers and cookies do.</summary>
    public bool IsText => Text.StartsWith("header.", StringComparison.Ordinal) || Text.StartsWith("cookie.", StringComparison.Ordinal);
}
