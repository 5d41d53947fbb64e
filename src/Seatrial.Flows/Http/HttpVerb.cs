using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;
using Seatrial.Flows.Calling;
using Seatrial.Project.Arazzo;

namespace Seatrial.Flows.Http;

/// <summary><c>http: METHOD address</c>, with headers, query, a body and cookies.</summary>
/// <param name="transport">The connections.</param>
public sealed class HttpVerb(HttpTransport transport) : IStepVerb, IOperationVerb
{
    private static readonly DocumentShape Anything = new DocumentShape.Anything();
    private static readonly DocumentShape Fields = new DocumentShape.Names(Anything);

    /// <inheritdoc/>
    public string Key => "http";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } =
        ["headers", "query", "json", "form", "text", "body", "file", "multipart", "cookies", "redirects", "namespaces", .. ConnectionBinder.Keys];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["status", "body", "body.size", "body.sha256", "header.", "cookie.", "version", "tls", "tls.", "xpath:"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new(
        "A request: the method and the address, such as `GET {{ orders }}/orders`.",
        new DocumentShape.Text { Pattern = "^\\s*[A-Za-z]+\\s+\\S" })
    {
        Keys =
        [
            new("headers", Fields, "Headers. What carries the run's identity is set by the runner."),
            new("query", Fields, "Parameters of the query, encoded."),
            new("json", Anything, "A body of JSON."),
            new("form", Fields, "A body of form fields."),
            new("text", Anything, "A body of text."),
            new("body", Anything, "A body as it is; give its Content-Type under `headers`."),
            new("file", new DocumentShape.Text(), "A file of the project as the body."),
            new("multipart", new DocumentShape.Names(Anything), "Parts: values, or maps with `file`, `json`, `text` or `size`."),
            new("namespaces", Fields, "Prefixes of `xpath:` subjects, and the XML namespaces they stand for."),
            .. ConnectionShapes.Keys,
            new("cookies", Fields, "Cookies, besides those that earlier answers set."),
            new("redirects", new DocumentShape.Either([new DocumentShape.Choice(["none", "follow"]), new DocumentShape.Flag(), new DocumentShape.Whole(0, 50)]), "Whether redirects are followed, and how many. Default: 10 for GET and HEAD, none for the others."),
        ],
    };

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

    /// <inheritdoc/>
    public IStepAction Request(OperationCall call) => new HttpAction(
        transport,
        new HttpCallPlan
        {
            Method = call.Method,
            Address = call.Address,
            Headers = [.. call.Headers.Select(static h => new HttpField(h.Key, h.Value))],
            Query = [.. call.Query.Select(static q => new HttpField(q.Key, q.Value))],
            Cookies = [.. call.Cookies.Select(static c => new HttpField(c.Key, c.Value))],
            Body = call.Body is { } body ? new HttpBody(HttpBodyKind.Raw, body, []) : HttpBody.None,
            // A workflow speaks of the operation's own answer, also where that is a redirect.
            MaxRedirects = 0,
            Summary = call.Summary,
            Target = call.Target,
        });

    /// <inheritdoc/>
    public IStepAction Call(string flowId, ImmutableArray<KeyValuePair<string, IBoundValue>> inputs, SourceSpan span) =>
        new CallAction(flowId, [.. inputs.Select(i => new CallInput(i.Key, i.Value, span))], span);

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
