using System.Collections.Immutable;
using System.Xml;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Http;

/// <summary>Binds what all verbs share that begin with a request of HTTP: address, headers, query, cookies, body, and how to connect.</summary>
internal static class HttpRequestBinder
{
    private static readonly string[] BodyKeys = ["json", "form", "text", "body", "file", "multipart"];

    /// <summary>The keys of a request besides those of its body.</summary>
    public static ImmutableArray<string> Keys { get; } = ["headers", "query", "cookies", .. ConnectionBinder.Keys];

    public static HttpCallPlan Bind(DocumentNode.Mapping step, DocumentNode.Scalar line, string method, DocumentNode.Scalar address, IBindContext context, bool hasQuery = true) => new()
    {
        Method = method,
        Address = context.Bind(address),
        Headers = Map(step, "headers", context),
        Query = hasQuery ? Map(step, "query", context) : [],
        Cookies = Map(step, "cookies", context),
        Body = Body(step, context),
        Connection = new ConnectionBinder(context.Bind, context.ReadBytes, context.Report).Bind(step),
        Asked = HttpAsked.Of(step),
        MaxRedirects = 0,
        Summary = line.Text.Trim(),
        Target = TargetOf(address.Text, context),
    };

    /// <summary>The address of a verb whose method may be left out; null after a report.</summary>
    public static (string Method, DocumentNode.Scalar Address)? Line(DocumentNode.Mapping step, string key, string usual, string[] methods, IBindContext context)
    {
        if (step.Find(key)?.Value is not DocumentNode.Scalar { Text: var text } line || string.IsNullOrWhiteSpace(text))
        {
            HttpDiagnostics.NotAnAddress(context, step.Find(key)?.Value.Span ?? step.Span, key);
            return null;
        }

        foreach (string method in methods)
        {
            if (text.TrimStart().StartsWith(method + " ", StringComparison.Ordinal))
            {
                int start = text.IndexOf(method, StringComparison.Ordinal) + method.Length + 1;
                string rest = text[start..].Trim();
                SourceSpan span = line.Span with { Column = line.Span.Column + start + (line.IsQuoted ? 1 : 0), Length = Math.Max(1, rest.Length) };
                return (method, new DocumentNode.Scalar(rest, ScalarKind.Text, true, span));
            }
        }

        return (usual, line);
    }

    /// <summary>The first body of a step.</summary>
    public static MappingEntry? BodyEntry(DocumentNode.Mapping step) => BodyKeys.Select(step.Find).FirstOrDefault(static entry => entry is not null);

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

    public static ImmutableArray<HttpField> Map(DocumentNode.Mapping step, string key, IBindContext context)
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

    private static HttpBody Body(DocumentNode.Mapping step, IBindContext context)
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
            "form" => new HttpBody(HttpBodyKind.Form, context.Bind(chosen.Value), Map(step, "form", context)),
            "file" => HttpParts.File(chosen.Value, context) is { } file ? new HttpBody(HttpBodyKind.File, null, []) { File = file } : HttpBody.None,
            "multipart" => new HttpBody(HttpBodyKind.Multipart, null, []) { Parts = HttpParts.Bind(chosen.Value, context) },
            "text" => new HttpBody(HttpBodyKind.Text, context.Bind(chosen.Value), []),
            _ => new HttpBody(HttpBodyKind.Raw, context.Bind(chosen.Value), []),
        };
    }

    public static int Redirects(DocumentNode.Mapping step, string method, IBindContext context)
    {
        int usual = method is "GET" or "HEAD" ? 10 : 0;
        switch (step.Find("redirects")?.Value)
        {
            case null:
                return usual;
            case DocumentNode.Scalar { Kind: ScalarKind.Boolean } flag:
                return flag.Text is "true" or "True" or "TRUE" ? 10 : 0;
            case DocumentNode.Scalar { Text: "none" }:
                return 0;
            case DocumentNode.Scalar { Text: "follow" }:
                return 10;
            case DocumentNode.Scalar { Kind: ScalarKind.Integer } number
                when int.TryParse(number.Text, System.Globalization.CultureInfo.InvariantCulture, out int most) && most is >= 0 and <= 50:
                return most;
            case DocumentNode other:
                HttpDiagnostics.NotRedirects(context, other.Span);
                return usual;
        }
    }

    /// <summary>The namespaces of XPath subjects, by prefix; a prefix without one is reported where it is used.</summary>
    public static ImmutableDictionary<string, string> Namespaces(DocumentNode.Mapping step, IBindContext context)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (step.Find("namespaces")?.Value)
        {
            case null:
                break;
            case DocumentNode.Mapping map:
                foreach (MappingEntry entry in map.Entries)
                {
                    if (entry.Value is DocumentNode.Scalar { Kind: ScalarKind.Text, Text: { Length: > 0 } name } && IsPrefix(entry.Key.Text) && !name.Contains("{{", StringComparison.Ordinal))
                    {
                        found[entry.Key.Text] = name;
                    }
                    else
                    {
                        HttpDiagnostics.NotANamespace(context, entry.Key.Span);
                    }
                }

                break;
            case { } other:
                HttpDiagnostics.NotAMap(context, other, "namespaces");
                break;
        }

        return found.ToImmutable();
    }

    private static bool IsPrefix(string text)
    {
        try
        {
            return XmlConvert.VerifyNCName(text) is not ("xml" or "xmlns");
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            return false;
        }
    }
}
