using System.Xml.XPath;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Binds what an expectation or a capture looks at.</summary>
/// <param name="verb">The verb whose answers are looked at; null when it is not known, and then every subject is taken.</param>
/// <param name="subjects">What its answers have besides <c>duration</c> and JSONPath; one that ends in a dot takes a name.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class SubjectBinder(string? verb, IReadOnlyCollection<string> subjects, Action<Diagnostic> report)
{
    /// <summary>Whether a status is one of HTTP's.</summary>
    public bool IsHttp => verb is null or "http";

    private const string Duration = "duration";
    private static readonly string[] All = ["status", "header.", "cookie.", "body", "rows", "message", "tls", "exitCode", "version", "tls."];

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

        if (text.StartsWith(Subject.XPathPrefix, StringComparison.Ordinal) && (verb is null || subjects.Contains(Subject.XPathPrefix, StringComparer.Ordinal)))
        {
            return BindXPath(written);
        }

        if (text == Duration || Has(verb is null ? All : subjects, text))
        {
            return new(text, null, span);
        }

        string[] known = [.. subjects.Select(s => s.EndsWith('.') ? $"{s}NAME" : s.EndsWith(':') ? $"{s}…" : s), Duration];
        string hint = Nearest.To(text, known) is { } near ? $"Did you mean `{near}`?" : $"Subjects are: {string.Join(", ", known)}, and JSONPath, which begins with $.";
        Report("ST0406", span, $"`{text}` is nothing that an answer of `{verb}` has.", hint);
        return null;
    }

    /// <summary>Reads it once, so that a slip is told before anything runs. Which prefixes stand for what is the verb's to know.</summary>
    private Subject? BindXPath(DocumentNode.Scalar written)
    {
        string path = written.Text[Subject.XPathPrefix.Length..];
        try
        {
            _ = XPathExpression.Compile(path);
            return new(written.Text, null, written.Span);
        }
        catch (XPathException exception)
        {
            Report("ST0610", written.Span, $"`{path}` is not an XPath: {exception.Message}", "It is XPath 1.0: `xpath:/order/state`, `xpath:count(//item)`.");
            return null;
        }
    }

    private static bool Has(IEnumerable<string> subjects, string text) =>
        subjects.Any(s => s.EndsWith('.') ? IsNamed(text, s) : s == text);

    private static bool IsNamed(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length && !text.AsSpan(prefix.Length).ContainsAny(" \t:{}");

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
