using System.Text;
using System.Text.Json;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>A column of JSON documents: which keys lead where in them, and to what; no value.</summary>
internal sealed class DocumentColumn(Column column, ColumnMeaning meaning) : SampledColumn(column, meaning)
{
    private const int Deepest = 5;
    private const int MostInOne = 400;
    private const int MostInAll = 5000;

    private readonly List<int[]> _places = [];
    private readonly Dictionary<(string Path, string Type), int> _numbers = [];

    public void Set(int place, string? document)
    {
        HashSet<int> found = [];
        if (document is not null)
        {
            Read(document, found);
        }

        Put(_places, place, [.. found]);
    }

    /// <summary>The rows that have something of a type at a path.</summary>
    public IEnumerable<(string Path, string Type, int[] Rows)> Places()
    {
        ILookup<int, int> rows = _places.Index().SelectMany(static p => p.Item.Select(n => (Number: n, Row: p.Index))).ToLookup(static p => p.Number, static p => p.Row);
        return _numbers.OrderBy(static n => n.Key.Path, StringComparer.Ordinal).ThenBy(static n => n.Key.Type, StringComparer.Ordinal)
            .Select(n => (n.Key.Path, n.Key.Type, rows[n.Value].ToArray())).Where(static p => p.Item3.Length > 0);
    }

    private void Read(string text, HashSet<int> found)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
            Read(document.RootElement, string.Empty, 0, found);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            // What PostgreSQL takes for a document and .NET does not (half of a surrogate pair) tells nothing.
        }
    }

    private void Read(JsonElement element, string path, int depth, HashSet<int> found)
    {
        if (depth > 0 && found.Count < MostInOne)
        {
            (string, string) place = (path, TypeOf(element.ValueKind));
            if (_numbers.TryGetValue(place, out int number) || (_numbers.Count < MostInAll && _numbers.TryAdd(place, number = _numbers.Count)))
            {
                found.Add(number);
            }
        }

        if (depth == Deepest || found.Count >= MostInOne)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Read(property.Value, $"{path}/{property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", depth + 1, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Read(item, $"{path}/*", depth + 1, found);
            }
        }
    }

    private static string TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
