using System.Text;
using System.Text.Json;

namespace Seatrial.Server.Intake;

/// <summary>Reads JSON that somebody outside wrote, and collects what is wrong with it instead of throwing.</summary>
internal sealed class JsonBody
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly List<IntakeFault> _faults = [];

    /// <summary>All that was found wrong.</summary>
    public IReadOnlyList<IntakeFault> Faults => _faults;

    /// <summary>Parses a body.</summary>
    /// <returns>The document, or null and a fault.</returns>
    public JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            // Strings with broken UTF-8 or lone surrogates parse and fail only when they are read: look at all of them now.
            Strict.GetCharCount(body.Span);
            JsonDocument document = JsonDocument.Parse(body, Options);
            if (IsReadable(document.RootElement))
            {
                return document;
            }

            document.Dispose();
            Wrong("$", "a text holds half of a surrogate pair");
        }
        catch (JsonException exception)
        {
            Wrong(exception.Path ?? "$", $"not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidOperationException)
        {
            Wrong("$", "not UTF-8");
        }

        return null;
    }

    /// <summary>Notes a fault.</summary>
    public void Wrong(string path, string message) => _faults.Add(new IntakeFault(path, message));

    /// <summary>The value of a property; undefined when absent or null.</summary>
    public static JsonElement Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    /// <summary>The object at a property, or undefined and a fault.</summary>
    public JsonElement Object(JsonElement parent, string parentPath, string name)
    {
        JsonElement value = Find(parent, name);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong($"{parentPath}.{name}", value.ValueKind == JsonValueKind.Undefined ? "missing" : "not an object");
            return default;
        }

        return value;
    }

    /// <summary>The text of a property that must be there; empty and a fault otherwise.</summary>
    public string Required(JsonElement parent, string parentPath, string name, int longest)
    {
        if (Find(parent, name).ValueKind == JsonValueKind.Undefined)
        {
            Wrong($"{parentPath}.{name}", "missing");
            return string.Empty;
        }

        return Optional(parent, parentPath, name, longest) ?? string.Empty;
    }

    /// <summary>The text of a property; null when there is none.</summary>
    public string? Optional(JsonElement parent, string parentPath, string name, int longest)
    {
        JsonElement value = Find(parent, name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong($"{parentPath}.{name}", "not a text");
            return null;
        }

        string text = value.GetString()!;
        if (text.Length == 0 || text.Length > longest)
        {
            Wrong($"{parentPath}.{name}", $"must have 1 to {longest} characters");
        }
        else if (text.Any(char.IsControl))
        {
            Wrong($"{parentPath}.{name}", "must not hold control characters");
        }

        return text;
    }

    /// <summary>A version: no white space, so that it stays one word wherever versions are written side by side.</summary>
    public string Version(string text, string path)
    {
        if (text.Length > 256 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            Wrong(path, "a version has at most 256 characters and no white space");
        }

        return text;
    }

    /// <summary>A time with its offset, as RFC 3339 writes it; null when there is none.</summary>
    public DateTimeOffset? Time(JsonElement parent, string parentPath, string name)
    {
        JsonElement value = Find(parent, name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: >= 17 } text
            && (text[^1] is 'Z' || text[^6] is '+' or '-')
            && value.TryGetDateTimeOffset(out DateTimeOffset time))
        {
            return time;
        }

        Wrong($"{parentPath}.{name}", "not a time such as 2026-11-23T09:00:00Z");
        return null;
    }

    private static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Object => element.EnumerateObject().All(property =>
                    property.Name is not null && IsReadable(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
