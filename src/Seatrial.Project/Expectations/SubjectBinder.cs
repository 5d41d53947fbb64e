using Seatrial.Core.Documents;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Binds what an expectation or a capture looks at.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class SubjectBinder(Action<Diagnostic> report)
{
    private static readonly string[] Plain = ["status", "body", "duration"];
    private static readonly string[] Planned = ["rows", "message", "tls", "exitCode"];

    public Subject? Bind(DocumentNode.Scalar written)
    {
        (string text, SourceSpan span) = (written.Text, written.Span);
        if (text.StartsWith('$'))
        {
            JsonPathQuery? query = JsonPathQuery.TryParse(text, out JsonPathError? error);
            if (query is null)
            {
                SourceSpan at = written.Locate(Math.Clamp(error!.Offset, 0, text.Length), 1);
                Report("ST0407", at, $"`{text}` is not a JSONPath: {error.Message}", error.Hint ?? "See RFC 9535; `$.items[0].name` selects a property of an element.");
                return null;
            }

            return new(text, query, span);
        }

        if (Plain.Contains(text, StringComparer.Ordinal) || IsNamed(text, "header.") || IsNamed(text, "cookie."))
        {
            return new(text, null, span);
        }

        if (Planned.Contains(text, StringComparer.Ordinal) || text.StartsWith("xpath:", StringComparison.Ordinal))
        {
            Report("ST0208", span, $"The subject `{text}` is not available in this version.", "Available: status, header.NAME, cookie.NAME, body, duration, $…");
            return null;
        }

        string hint = Nearest.To(text, Plain) is { } near ? $"Did you mean `{near}`?" : "Subjects are: status, header.NAME, cookie.NAME, body, duration, and JSONPath, which begins with $.";
        Report("ST0406", span, $"`{text}` is nothing an answer has.", hint);
        return null;
    }

    private static bool IsNamed(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length && !text.AsSpan(prefix.Length).ContainsAny(" \t:{}");

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
