using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Browsing;

/// <summary>Masks the records of a trace: one JSON document a line, which stay documents.</summary>
/// <param name="mask">What is secret.</param>
/// <param name="renamed">Resources that have another name in the copy.</param>
internal sealed partial class BrowserTraceLines(Masker mask, IReadOnlyDictionary<string, string> renamed)
{
    // The snapshot of a page is as deep as the page, twice over.
    private const int MostDepth = 900;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MostDepth };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MostDepth };

    public byte[] Mask(byte[] lines)
    {
        using MemoryStream masked = new(lines.Length);
        foreach (string line in Encoding.UTF8.GetString(lines).Split('\n'))
        {
            if (line.Length > 0)
            {
                masked.Write(Encoding.UTF8.GetBytes(Mask(line)));
                masked.WriteByte((byte)'\n');
            }
        }

        return masked.ToArray();
    }

    private string Mask(string line)
    {
        string document;
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(line, Reading);
            ArrayBufferWriter<byte> buffer = new(line.Length);
            using (Utf8JsonWriter json = new(buffer, Writing))
            {
                Write(parsed.RootElement, json);
            }

            document = Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not to be read as what it should be, or a text that is no text: it is still masked as one.
            document = Uncut(line);
        }

        // What is made up of several texts; that the line may be none any more matters less.
        return mask.MaskThroughout(document);
    }

    private void Write(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                bool hasSecretAddress = value.TryGetProperty("url", out JsonElement url) && url.ValueKind == JsonValueKind.String && mask.MaskThroughout(url.GetString()!) != url.GetString();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    json.WritePropertyName(mask.MaskThroughout(property.Name));
                    if (hasSecretAddress && property.NameEquals("queryString"))
                    {
                        // The same once more, cut at each '&': half a secret is not recognised.
                        json.WriteStartArray();
                        json.WriteEndArray();
                    }
                    else
                    {
                        Write(property.Value, json);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(item, json);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                string text = value.GetString()!;
                json.WriteStringValue(renamed.TryGetValue(text, out string? other) ? other : mask.MaskThroughout(Uncut(text)));
                break;
            case JsonValueKind.Number when mask.Contains(value.GetRawText()):
                json.WriteStringValue(mask.Mask(value.GetRawText()));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Playwright tells of elements and addresses cut short, and half a secret is not recognised: of such a line only the beginning is kept.</summary>
    private static string Uncut(string text) => text.Contains('…', StringComparison.Ordinal) ? Cut().Replace(text, "…") : text;

    [GeneratedRegex("[<\"][^\n]*…[^\n]*", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cut();
}
