using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes a step of an exchange.</summary>
/// <param name="project">Names services.</param>
/// <param name="options">What a person said.</param>
/// <param name="notes">What to tell.</param>
internal sealed class ExchangeDrafts(ProjectDraft project, ImportOptions options, ImportNotes notes)
{
    private const int LongestBody = 64 * 1024;
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 48 };

    // The headers that a browser or a program sends on its own, whatever it is asked for.
    private static readonly string[] Unsaid =
    [
        "host", "user-agent", "accept-language", "accept-encoding", "connection", "content-length", "origin", "referer", "cookie", "pragma", "cache-control", "dnt", "te", "expect", "upgrade",
        "if-none-match", "if-modified-since", "priority", "via", "forwarded", "keep-alive", "proxy-connection", "proxy-authorization", "transfer-encoding", "traceparent", "tracestate", "baggage", "b3",
        "x-requested-with", "x-client-data", "postman-token", "upgrade-insecure-requests", "purpose", "x-purpose", "save-data", "x-real-ip", "x-request-id", "x-seatrial-synthetic", "seatrial-synthetic",
    ];

    public DraftStep? Make(RecordedExchange exchange, Uri address)
    {
        if (exchange.Body is { Length: > LongestBody })
        {
            notes.LeaveOut($"{exchange.Method} {address.AbsolutePath}: its body is longer than 64 KiB; put it into a file of the project, and write `file:`");
            return null;
        }

        string root = address.GetLeftPart(UriPartial.Authority).Replace(address.UserInfo.Length > 0 ? $"{address.UserInfo}@" : "\0", string.Empty, StringComparison.Ordinal);
        string service = project.Service(root, options.Service ?? ServiceName(address));
        DraftStep step = new(StepNames.Of(exchange.Method, address.AbsolutePath), exchange.Method, $"{{{{ {service} }}}}") { Answer = exchange.Answer, Answered = Parse(exchange.Answer?.Body) };
        step.Path.AddRange(address.AbsolutePath.TrimStart('/').Split('/').Select(static s => Literal(Uri.UnescapeDataString(s).Contains("{{", StringComparison.Ordinal) ? Uri.UnescapeDataString(s) : s)));
        if (step.Path is [""])
        {
            step.Path.Clear();
            step.Path.Add(string.Empty);
        }

        step.Query.AddRange(Pairs(address.Query.TrimStart('?')));
        Headers(exchange, step);
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
        {
            step.Auth = SecretsOut.Basic(project, Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }

        Body(exchange, step);
        return step;
    }

    /// <summary>JSON that is a map or a list; null for anything else.</summary>
    public static JsonNode? Parse(string? text)
    {
        if (text is null || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            JsonNode? node = JsonNode.Parse(text, documentOptions: Json);

            // Members are looked at only later, and one that is there twice is found only then.
            _ = node?.DeepClone().ToJsonString();
            return node;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text that means itself, although it may hold braces.</summary>
    public static string Literal(string text) => text.Replace("{{", "{{{{", StringComparison.Ordinal);

    public static IEnumerable<DraftField> Pairs(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair =>
    {
        string[] parts = pair.Split('=', 2);
        return new DraftField(Unescape(parts[0]), Literal(Unescape(parts.ElementAtOrDefault(1) ?? string.Empty)));
    }).Where(static f => f.Name.Length > 0);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>A service is called after its host: <c>orders.staging.example</c> is <c>orders</c>.</summary>
    public static string ServiceName(Uri address)
    {
        string label = address.Host.Split('.').FirstOrDefault(static l => l is not ("www" or "staging" or "test" or "dev")) ?? string.Empty;
        return label.Length == 0 || label == "localhost" || !char.IsAsciiLetter(label[0]) ? "api" : DraftNames.Dashed(label);
    }

    private static void Headers(RecordedExchange exchange, DraftStep step)
    {
        foreach (RecordedField header in exchange.Headers)
        {
            string name = header.Name.ToLowerInvariant();
            if (name.StartsWith(':') || name.StartsWith("sec-", StringComparison.Ordinal) || name.StartsWith("x-forwarded", StringComparison.Ordinal) || name.StartsWith("x-b3-", StringComparison.Ordinal)
                || name.StartsWith("access-control-", StringComparison.Ordinal) || Array.IndexOf(Unsaid, name) >= 0 || name == "content-type")
            {
                continue;
            }

            // What a browser accepts for a page says nothing of the request.
            if (name == "accept" && (header.Value.Contains(',', StringComparison.Ordinal) || header.Value is "*/*" or "application/json"))
            {
                continue;
            }

            string value = name.Contains("idempotency", StringComparison.Ordinal) ? "{{ uuid() }}" : Literal(header.Value);
            if (!step.Headers.Exists(h => h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)))
            {
                step.Headers.Add(new(Named(header.Name), value));
            }
        }

        foreach (string cookie in (exchange.Header("cookie") ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = cookie.Split('=', 2);
            if (parts is [{ Length: > 0 } name, { Length: > 0 } value] && !name.StartsWith("_ga", StringComparison.Ordinal) && !name.StartsWith("_gid", StringComparison.Ordinal) && !name.StartsWith("_hj", StringComparison.Ordinal))
            {
                step.Cookies.Add(new(name, Literal(value)));
            }
        }
    }

    /// <summary>HTTP/2 knows small letters only; people write <c>Idempotency-Key</c>.</summary>
    private static string Named(string header) => string.Join('-', header.Split('-').Select(static w => w.Length > 0 ? char.ToUpperInvariant(w[0]) + w[1..] : w));

    private static void Body(RecordedExchange exchange, DraftStep step)
    {
        string type = exchange.Header("content-type")?.Split(';')[0].Trim().ToLowerInvariant() ?? string.Empty;
        if (!exchange.Parts.IsEmpty)
        {
            step.BodyKey = "multipart";
            JsonObject parts = [];
            foreach (RecordedField part in exchange.Parts)
            {
                parts[part.Name] = Literal(part.Value);
            }

            step.Body = parts;
        }
        else if (exchange.Body is not { Length: > 0 } body)
        {
            return;
        }
        else if (Parse(body) is { } json && (type.Length == 0 || type.Contains("json", StringComparison.Ordinal)))
        {
            (step.BodyKey, step.Body) = ("json", Escaped(json));
            Typed(step, type, "application/json");
        }
        else if (type == "application/x-www-form-urlencoded")
        {
            step.BodyKey = "form";
            step.Body = Form(Pairs(body));
        }
        else
        {
            step.BodyKey = type.StartsWith("text/plain", StringComparison.Ordinal) ? "text" : "body";
            step.Body = JsonValue.Create(Literal(body));
            Typed(step, type, step.BodyKey == "text" ? "text/plain" : string.Empty);
        }
    }

    private static void Typed(DraftStep step, string type, string usual)
    {
        if (type.Length > 0 && type != usual)
        {
            step.Headers.Add(new("Content-Type", type));
        }
    }

    public static JsonObject Form(IEnumerable<DraftField> fields)
    {
        JsonObject form = [];
        foreach (IGrouping<string, DraftField> field in fields.GroupBy(static f => f.Name, StringComparer.Ordinal))
        {
            string[] values = [.. field.Select(static f => f.Value)];
            form[field.Key] = values.Length == 1 ? values[0] : new JsonArray([.. values.Select(static v => (JsonNode)v)]);
        }

        return form;
    }

    /// <summary>A body as a flow says it: braces in its texts mean themselves.</summary>
    public static JsonNode Escaped(JsonNode node) =>
        node.ToJsonString() is var text && text.Contains("{{", StringComparison.Ordinal) ? JsonNode.Parse(text.Replace("{{", "{{{{", StringComparison.Ordinal), documentOptions: new JsonDocumentOptions { MaxDepth = 64 })! : node.DeepClone();
}
