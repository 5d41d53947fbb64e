using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tracing;

/// <summary>What can be wrong with a <c>trace</c> step, as written.</summary>
internal static class TraceDiagnostics
{
    private const string Example = "- span: { service: payments, name: POST /charges }";

    public static void NotClauses(IBindContext context, SourceSpan span, string what) =>
        Error(context, "ST1180", span, $"`trace` is a list of what is looked at, and this is {what}.", $"Write for example: `{Example}`");

    public static void Unknown(IBindContext context, SourceSpan span, string key, string where, IEnumerable<string> known) =>
        Error(context, "ST1181", span, $"`{key}` means nothing in {where}.", $"Known here: {string.Join(", ", known)}.");

    public static void NotOne(IBindContext context, SourceSpan span, bool isBoth) =>
        Error(context, "ST1182", span, isBoth ? "This looks at spans and at log records at once." : "This says neither which spans nor which log records are looked at.", isBoth ? "Make it two items of the list." : $"Write for example: `{Example}`");

    public static void NotASelector(IBindContext context, SourceSpan span, string key) =>
        Error(context, "ST1183", span, $"`{key}` is a map that says which ones are meant, and names at least one thing they show.", "Write for example: `{ service: payments, name: POST /charges }`");

    public static void NotOneOf(IBindContext context, SourceSpan span, string key, IEnumerable<string> values) =>
        Error(context, "ST1184", span, $"`{key}` must be one of {string.Join(", ", values)}.", "The words are those of OpenTelemetry.");

    private static void Error(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));
}
