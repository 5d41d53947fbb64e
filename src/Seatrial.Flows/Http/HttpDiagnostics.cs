using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>What can be wrong with an <c>http</c> step as written.</summary>
internal static class HttpDiagnostics
{
    public static void NotALine(IBindContext context, SourceSpan span) =>
        Error(context, "ST0601", span, "An http step needs a method and an address.", "Write for example: `http: GET {{ catalog }}/items`");

    public static void MethodInSmallLetters(IBindContext context, SourceSpan span, string method) =>
        Warning(context, "ST0602", span, $"HTTP methods are written in capitals, and `{method}` is not.", $"Write `{method.ToUpperInvariant()}`.");

    public static void TwoBodies(IBindContext context, SourceSpan span, string first, string second) =>
        Error(context, "ST0603", span, $"The step has two bodies, `{first}` and `{second}`.", "Keep one of `json`, `form`, `text`, `body`, `file` and `multipart`.");

    public static void NotAMap(IBindContext context, DocumentNode node, string key) =>
        Error(context, "ST0604", node.Span, $"`{key}` is a map from names to values, and here stands {node.Describe()}.", $"Write one line a name below `{key}:`.");

    public static void ReservedHeader(IBindContext context, SourceSpan span, string name) =>
        Error(context, "ST0605", span, $"The header `{name}` carries the run's identity and cannot be set.", "Leave it out; every request has it.");

    public static void NotRedirects(IBindContext context, SourceSpan span) =>
        Error(context, "ST0606", span, "`redirects` says how many redirects to follow, from 0 to 50, or `none` or `follow`.", "Write for example: `redirects: none`");

    public static void BodyWithoutMeaning(IBindContext context, SourceSpan span, string method) =>
        Warning(context, "ST0607", span, $"A {method} request with a body has no meaning HTTP defines; many servers refuse it.", "Use POST, or put the values into `query`.");

    public static void NotAFile(IBindContext context, SourceSpan span) =>
        Error(context, "ST0616", span, "`file` is the path of a file in the project, written out.", "Write it relative to the folder of seatrial.yaml: `file: data/photo.png`.");

    public static void NotANamespace(IBindContext context, SourceSpan span) =>
        Error(context, "ST0617", span, "`namespaces` is a map from prefixes to the names of XML namespaces.", "Write for example: `namespaces: { s: 'http://www.w3.org/2003/05/soap-envelope' }`");

    public static void NotAnAddress(IBindContext context, SourceSpan span, string key) =>
        Error(context, "ST0618", span, $"`{key}` needs an address.", $"Write for example: `{key}: '{{{{ shop }}}}/{key}'`");

    private static void Error(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));

    private static void Warning(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Warning, span, message, hint));
}
