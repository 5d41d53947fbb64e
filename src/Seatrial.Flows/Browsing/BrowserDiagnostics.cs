using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary>What can be wrong with a <c>browser</c> step, as written.</summary>
internal static class BrowserDiagnostics
{
    public const string LocatorExample = "{ role: button, name: Sign in }";

    public static void NotItems(IBindContext context, SourceSpan span, string what) =>
        Error(context, "ST1160", span, $"`browser` is a list of what is done and expected, and this is {what}.", "Write for example: `- goto: '{{ web }}/login'`");

    public static void Unknown(IBindContext context, SourceSpan span, string key, string where, IEnumerable<string> known) =>
        Error(context, "ST1161", span, $"`{key}` means nothing in {where}.", $"Known here: {string.Join(", ", known)}.");

    public static void NotOne(IBindContext context, SourceSpan span, int found) =>
        Error(context, "ST1162", span, found == 0 ? "This item does nothing." : "This item does several things at once.", "Each item of the list has one key, such as `click`.");

    public static void NotAnElement(IBindContext context, SourceSpan span, string key, bool isSeveral) =>
        Error(context, "ST1163", span, isSeveral ? $"`{key}` says in several ways which element is meant." : $"`{key}` does not say which element is meant.", $"Write one of role, label, text, placeholder, testid, css: `{LocatorExample}`");

    public static void Missing(IBindContext context, SourceSpan span, string key, string missing, string example) =>
        Error(context, "ST1164", span, $"`{missing}` is missing in `{key}`.", $"Write for example: `{example}`");

    public static void NotOneOf(IBindContext context, SourceSpan span, string key, IEnumerable<string> values) =>
        Error(context, "ST1165", span, $"`{key}` must be one of {string.Join(", ", values)}.", "Words are written in small letters.");

    private static void Error(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));
}
