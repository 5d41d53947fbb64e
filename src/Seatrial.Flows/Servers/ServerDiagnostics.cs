using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Servers;

/// <summary>What can be wrong with a step that talks to a database or broker, as written.</summary>
internal static class ServerDiagnostics
{
    public static void NotAMap(IBindContext context, DocumentNode node, string what, string example) =>
        Error(context, "ST0800", node.Span, $"`{what}` is a map, and here stands {node.Describe()}.", $"Write for example: `{example}`");

    public static void Missing(IBindContext context, SourceSpan span, string what, string key, string example) =>
        Error(context, "ST0801", span, $"`{key}` is missing in `{what}`.", $"Write for example: `{example}`");

    public static void Unknown(IBindContext context, SourceSpan span, string what, string key, IEnumerable<string> known) =>
        Error(context, "ST0802", span, $"`{key}` means nothing in `{what}`.", $"Known here: {string.Join(", ", known)}.");

    public static void Several(IBindContext context, SourceSpan span, string what, string first, string second) =>
        Error(context, "ST0803", span, $"`{what}` has both `{first}` and `{second}`.", "Make it two steps.");

    public static void NotAnAddress(IBindContext context, SourceSpan span, string key, IEnumerable<string> schemes) =>
        Error(context, "ST0804", span, $"`{key}` is not an address that this verb can reach.", $"Begin it with {string.Join(" or ", schemes.Select(static s => $"`{s}://`"))}.");

    public static void PasswordWritten(IBindContext context, SourceSpan span, string key) =>
        Warning(context, "ST0805", span, $"`{key}` holds a password that everybody who reads the flow can read.", "Keep the address, or the password in it, under `secrets:` of seatrial.yaml, and write `'{{ its-name }}'`.");

    public static void NotAValue(IBindContext context, SourceSpan span, string key, string wanted, string example) =>
        Error(context, "ST0806", span, $"`{key}` must be {wanted}.", $"Write for example: `{example}`");

    public static void Error(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));

    public static void Warning(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Warning, span, message, hint));
}
