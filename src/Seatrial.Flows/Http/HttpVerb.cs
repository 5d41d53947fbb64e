using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Project.Arazzo;

namespace Seatrial.Flows.Http;

/// <summary><c>http: METHOD address</c>, with headers, query, a body and cookies.</summary>
/// <param name="transport">The connections.</param>
public sealed class HttpVerb(HttpTransport transport) : IStepVerb, IOperationVerb
{
    private static readonly string[] BodyKeys = ["json", "form", "text", "body"];
    private static readonly DocumentShape Anything = new DocumentShape.Anything();
    private static readonly DocumentShape Fields = new DocumentShape.Names(Anything);

    /// <inheritdoc/>
    public string Key => "http";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } =
        ["headers", "query", "json", "form", "text", "body", "cookies", "redirects"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["status", "body", "header.", "cookie."];

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
            new("cookies", Fields, "Cookies, besides those that earlier answers set."),
            new("redirects", new DocumentShape.Either([new DocumentShape.Flag(), new DocumentShape.Whole(0, 50)]), "Whether redirects are followed, and how many. Default: 10 for GET and HEAD, none for the others."),
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

        HttpBody body = BindBody(step, context);
        if (body.Kind != HttpBodyKind.None && (method is "GET" or "HEAD"))
        {
            HttpDiagnostics.BodyWithoutMeaning(context, body.Value!.Span, method);
        }

        return new HttpAction(
            transport,
            new HttpCallPlan
            {
                Method = method,
                Address = context.Bind(address),
                Headers = BindMap(step, "headers", context),
                Query = BindMap(step, "query", context),
                Cookies = BindMap(step, "cookies", context),
                Body = body,
                MaxRedirects = BindRedirects(step, method, context),
                Summary = line.Text.Trim(),
                Target = TargetOf(address.Text, context),
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

    private static string? TargetOf(string address, IBindContext context)
    {
        if (!address.StartsWith("{{", StringComparison.Ordinal))
        {
            return null;
        }

        int end = address.IndexOf("}}", StringComparison.Ordinal);
        string name = end < 0 ? string.Empty : address[2..end].Trim();
        return context.Services.Contains(name, StringComparer.Ordinal) ? name : null;
    }

    private static ImmutableArray<HttpField> BindMap(DocumentNode.Mapping step, string key, IBindContext context)
    {
        switch (step.Find(key)?.Value)
        {
            case null:
                return [];
            case DocumentNode.Mapping map:
                ImmutableArray<HttpField>.Builder fields = ImmutableArray.CreateBuilder<HttpField>(map.Entries.Length);
                foreach (MappingEntry entry in map.Entries)
                {
                    if (key is "headers" && HttpIdentity.IsReserved(entry.Key.Text))
                    {
                        HttpDiagnostics.ReservedHeader(context, entry.Key.Span, entry.Key.Text);
                    }

                    fields.Add(new HttpField(entry.Key.Text, context.Bind(entry.Value)));
                }

                return fields.DrainToImmutable();
            case DocumentNode other:
                HttpDiagnostics.NotAMap(context, other, key);
                return [];
        }
    }

    private static HttpBody BindBody(DocumentNode.Mapping step, IBindContext context)
    {
        MappingEntry? chosen = null;
        foreach (string key in BodyKeys)
        {
            if (step.Find(key) is not { } entry)
            {
                continue;
            }

            if (chosen is not null)
            {
                HttpDiagnostics.TwoBodies(context, entry.Key.Span, chosen.Key.Text, entry.Key.Text);
                continue;
            }

            chosen = entry;
        }

        return chosen?.Key.Text switch
        {
            null => HttpBody.None,
            "json" => new HttpBody(HttpBodyKind.Json, context.Bind(chosen.Value), []),
            "form" => new HttpBody(HttpBodyKind.Form, context.Bind(chosen.Value), BindMap(step, "form", context)),
            "text" => new HttpBody(HttpBodyKind.Text, context.Bind(chosen.Value), []),
            _ => new HttpBody(HttpBodyKind.Raw, context.Bind(chosen.Value), []),
        };
    }

    private static int BindRedirects(DocumentNode.Mapping step, string method, IBindContext context)
    {
        int usual = method is "GET" or "HEAD" ? 10 : 0;
        switch (step.Find("redirects")?.Value)
        {
            case null:
                return usual;
            case DocumentNode.Scalar { Kind: ScalarKind.Boolean } flag:
                return flag.Text is "true" or "True" or "TRUE" ? 10 : 0;
            case DocumentNode.Scalar { Kind: ScalarKind.Integer } number
                when int.TryParse(number.Text, System.Globalization.CultureInfo.InvariantCulture, out int most) && most is >= 0 and <= 50:
                return most;
            case DocumentNode other:
                HttpDiagnostics.NotRedirects(context, other.Span);
                return usual;
        }
    }
}
