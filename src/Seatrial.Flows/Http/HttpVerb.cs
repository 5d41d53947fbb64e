using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Http;

/// <summary><c>http: METHOD address</c>, with headers, query, a body and cookies.</summary>
/// <param name="transport">The connections.</param>
public sealed class HttpVerb(HttpTransport transport) : IStepVerb
{
    /// <inheritdoc/>
    public string Key => "http";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } =
        ["headers", "query", "json", "form", "text", "body", "file", "multipart", "cookies", "redirects", "namespaces", .. ConnectionBinder.Keys];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["status", "body", "body.size", "body.sha256", "header.", "cookie.", "version", "tls", "tls.", "xpath:"];

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (step.Find(Key)?.Value is not DocumentNode.Scalar line)
        {
            HttpDiagnostics.NotALine(context, step.Find(Key)?.Value.Span ?? step.Span);
            return null;
        }

        if (!TrySplit(line, context, out string method, out DocumentNode.Scalar? address))
        {
            return null;
        }

        HttpCallPlan plan = HttpRequestBinder.Bind(step, line, method, address, context);
        if (plan.Body.Kind != HttpBodyKind.None && (method is "GET" or "HEAD"))
        {
            HttpDiagnostics.BodyWithoutMeaning(context, HttpRequestBinder.BodyEntry(step)!.Value.Span, method);
        }

        return new HttpAction(
            transport,
            plan with
            {
                MaxRedirects = HttpRequestBinder.Redirects(step, method, context),
                Namespaces = HttpRequestBinder.Namespaces(step, context),
            });
    }

    private static bool TrySplit(
        DocumentNode.Scalar line,
        IBindContext context,
        out string method,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DocumentNode.Scalar? address)
    {
        string text = line.Text.Trim();
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        method = space < 0 ? text : text[..space];
        address = null;
        if (space < 0 || !method.All(char.IsAsciiLetter))
        {
            HttpDiagnostics.NotALine(context, line.Span);
            return false;
        }

        if (!string.Equals(method, method.ToUpperInvariant(), StringComparison.Ordinal))
        {
            HttpDiagnostics.MethodInSmallLetters(context, line.Span, method);
            method = method.ToUpperInvariant();
        }

        int start = line.Text.IndexOf(method, StringComparison.OrdinalIgnoreCase) + space;
        while (start < line.Text.Length && line.Text[start] == ' ')
        {
            start++;
        }

        string rest = line.Text[start..].TrimEnd();
        int quote = line.IsQuoted ? 1 : 0;
        SourceSpan span = line.Span with { Column = line.Span.Column + start + quote, Length = Math.Max(1, rest.Length) };
        address = new DocumentNode.Scalar(rest, ScalarKind.Text, true, span);
        return true;
    }
}
