namespace Seatrial.Core.Documents;

/// <summary>One thing found wrong (or doubtful) in what a user wrote: where, what, and the way out.</summary>
/// <param name="Code">Stable code such as <c>ST0102</c>; documented in <c>docs/reference/diagnostics.md</c>.</param>
/// <param name="Severity">Whether the project can still be used.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Hint">What to do about it; never empty for an error.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, SourceSpan Span, string Message, string? Hint);
