using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Makes an exchange of a request of a collection; its variables are put aside.</summary>
internal static class PostmanExchange
{
    /// <summary>The address as written, variables put aside; empty for none.</summary>
    public static string Address(PostmanRequest item)
    {
        JsonElement url = item.Request.ValueKind == JsonValueKind.String ? item.Request : item.Request.At("url");
        string raw = (url.ValueKind == JsonValueKind.String ? JsonFile.Whole(url) : url.Text("raw") ?? Joined(url)) ?? string.Empty;
        JsonElement query = url.At("query");
        if (query.ValueKind == JsonValueKind.Array)
        {
            // The list knows what is switched off, the raw address does not.
            IEnumerable<string> pairs = query.EnumerateArray().Where(static q => q.At("disabled").ValueKind != JsonValueKind.True && q.Text("key") is { Length: > 0 })
                .Select(static q => $"{Escaped(q.Text("key")!)}={Escaped(q.Value("value") ?? string.Empty)}");
            string list = string.Join('&', pairs);
            raw = $"{raw.Split('?')[0]}{(list.Length > 0 ? $"?{list}" : string.Empty)}";
        }

        return PostmanVariables.Aside(raw.Trim());
    }

    /// <summary>The values of <c>:name</c> segments.</summary>
    public static Dictionary<string, string> Segments(PostmanRequest item)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (JsonElement variable in item.Request.At("url").At("variable").Items())
        {
            if (variable.Text("key") is { Length: > 0 } key)
            {
                values[key] = PostmanVariables.Aside(variable.Value("value") ?? string.Empty);
            }
        }

        return values;
    }

    public static RecordedExchange Make(PostmanRequest item, string address)
    {
        string method = (item.Request.Text("method") is { Length: > 0 } given ? given : "GET").ToUpperInvariant();
        ImmutableArray<RecordedField> headers = [.. Fields(item.Request.At("header"))];
        JsonElement body = item.Request.At("body");
        RecordedExchange exchange = new(method, address) { Headers = headers };
        return body.At("disabled").ValueKind == JsonValueKind.True ? exchange : body.Text("mode") switch
        {
            "raw" when body.Text("raw") is { Length: > 0 } raw => exchange with { Body = Raw(raw), Headers = Typed(headers, Language(body)) },
            "urlencoded" => exchange with
            {
                Body = string.Join('&', Fields(body.At("urlencoded")).Select(static f => $"{Escaped(f.Name)}={Escaped(f.Value)}")),
                Headers = Typed(headers, "application/x-www-form-urlencoded"),
            },
            "formdata" => exchange with { Parts = [.. Fields(body.At("formdata"))] },
            "graphql" => exchange with
            {
                Body = Raw($$"""{"query":{{JsonSerializer.Serialize(body.At("graphql").Text("query") ?? string.Empty)}},"variables":{{(body.At("graphql").Text("variables") is { Length: > 0 } variables ? variables : "{}")}}}"""),
                Headers = Typed(headers, "application/json"),
            },
            _ => exchange,
        };
    }

    public static string? AuthValue(JsonElement auth, string type, string key)
    {
        JsonElement values = auth.At(type);
        string? found = values.ValueKind == JsonValueKind.Object ? values.Value(key) : values.Items().FirstOrDefault(v => v.Text("key") == key).Value("value");
        return found is null ? null : PostmanVariables.Aside(found);
    }

    private static string? Joined(JsonElement url)
    {
        if (url.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string host = Parts(url.At("host"), '.');
        string protocol = url.Text("protocol") is { Length: > 0 } scheme && !host.StartsWith("{{", StringComparison.Ordinal) ? $"{scheme}://" : string.Empty;
        string port = url.Value("port") is { Length: > 0 } number ? $":{number}" : string.Empty;
        return $"{protocol}{host}{port}/{Parts(url.At("path"), '/')}";
    }

    private static string Parts(JsonElement list, char between) => list.ValueKind == JsonValueKind.String
        ? JsonFile.Whole(list) ?? string.Empty
        : string.Join(between, list.Items().Select(static p => p.ValueKind == JsonValueKind.String ? JsonFile.Whole(p) : p.Text("value")));

    private static string Raw(string raw)
    {
        string aside = PostmanVariables.Aside(raw);
        return aside.AsSpan().TrimStart() is ['{' or '[', ..] ? PostmanVariables.Quoted(aside) : aside;
    }

    private static string? Language(JsonElement body) => body.At("options").At("raw").Text("language") switch
    {
        "json" => "application/json",
        "xml" => "application/xml",
        "html" => "text/html",
        "text" => "text/plain",
        _ => null,
    };

    private static ImmutableArray<RecordedField> Typed(ImmutableArray<RecordedField> headers, string? type) =>
        type is null || RecordedField.Find(headers, "content-type") is not null ? headers : headers.Add(new("Content-Type", type));

    private static IEnumerable<RecordedField> Fields(JsonElement list) => list.Items()
        .Where(static f => f.At("disabled").ValueKind != JsonValueKind.True && f.Text("key") is { Length: > 0 })
        .Select(static f => new RecordedField(f.Text("key")!, PostmanVariables.Aside(f.Value("value") ?? (f.At("src").ValueKind == JsonValueKind.Undefined ? string.Empty : $"file {f.Value("src")}"))));

    /// <summary>A query may be written escaped or not; variables stay as they are.</summary>
    private static string Escaped(string text) => PostmanVariables.Back(PostmanVariables.Aside(text), static name => $"{{{{{name}}}}}", static rest => Uri.EscapeDataString(Uri.UnescapeDataString(rest)));
}
