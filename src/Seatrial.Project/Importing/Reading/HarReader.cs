using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads HTTP archives, as browsers and proxies write them.</summary>
internal static class HarReader
{
    private const int Most = 20_000;
    private const int LongestAnswer = 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static List<RecordedExchange> Read(string file, string text)
    {
        JsonElement entries = JsonFile.Read(file, text, "an HTTP archive").At("log").At("entries");
        if (entries.ValueKind != JsonValueKind.Array)
        {
            throw ImportErrors.NotThat(file, "an HTTP archive", "it has no `log.entries`.", "In the network panel of a browser, choose \"Save all as HAR with content\".");
        }

        if (entries.GetArrayLength() > Most)
        {
            throw ImportErrors.TooLarge(file, $"The archive has {entries.GetArrayLength():N0} requests; at most {Most:N0} are read.");
        }

        // Browsers write entries in the order of their start; some programs do not.
        return [.. entries.EnumerateArray().Select(Exchange).OfType<RecordedExchange>().OrderBy(static e => e.At ?? DateTimeOffset.MinValue)];
    }

    private static RecordedExchange? Exchange(JsonElement entry)
    {
        JsonElement request = entry.At("request");
        if (request.Text("method") is not { Length: > 0 } method || request.Text("url") is not { Length: > 0 } url)
        {
            return null;
        }

        JsonElement post = request.At("postData");
        ImmutableArray<RecordedField> headers = Fields(request.At("headers"));
        string? type = RecordedField.Find(headers, "content-type") ?? post.Text("mimeType");
        string? body = post.Text("text");
        ImmutableArray<RecordedField> fields = Fields(post.At("params"));
        bool isParts = type?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
        if (body is null && !isParts && !fields.IsEmpty)
        {
            body = string.Join('&', fields.Select(static f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"));
        }

        return new(method.ToUpperInvariant(), url)
        {
            Headers = RecordedField.Find(headers, "content-type") is null && type is not null && body is not null ? headers.Add(new("Content-Type", type)) : headers,
            Body = isParts ? null : body,
            Parts = isParts ? (fields.IsEmpty && body is not null ? Multipart.Read(type!, body) : fields) : [],
            Answer = Answer(entry.At("response")),
            At = DateTimeOffset.TryParse(entry.Text("startedDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null,
            Group = entry.Text("pageref"),
            Kind = entry.Text("_resourceType"),
        };
    }

    private static RecordedAnswer? Answer(JsonElement response)
    {
        if (response.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        int status = response.At("status") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int whole) && whole is >= 0 and < 1000 ? whole : 0;
        JsonElement content = response.At("content");
        string? body = content.Text("text");
        if (body is not null && content.Text("encoding") == "base64")
        {
            body = Decoded(body);
        }

        ImmutableArray<RecordedField> headers = Fields(response.At("headers"));
        if (RecordedField.Find(headers, "content-type") is null && content.Text("mimeType") is { Length: > 0 } type)
        {
            headers = headers.Add(new("content-type", type));
        }

        return new(status) { Headers = headers, Body = body is { Length: <= LongestAnswer } ? body : null };
    }

    private static string? Decoded(string text)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(text));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static ImmutableArray<RecordedField> Fields(JsonElement list) =>
        [.. list.Items().Select(static f => f.Text("name") is { } name ? new RecordedField(name, f.Value("value") ?? string.Empty) : null).OfType<RecordedField>()];
}
