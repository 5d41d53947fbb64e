using System.Globalization;
using System.Text.Json;
using Seatrial.Core;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Looks at a profile as anybody would who has the file, without the code that wrote it: at every text and long number in it,
/// and for each value that it releases, whether as many people of production share it as the rule says.
/// </summary>
/// <param name="production">What is known of production.</param>
/// <param name="texts">Looks at texts.</param>
internal sealed class ProfileScan(ProductionFindings production, TextScan texts)
{
    private const int FewestDigits = 9;

    private readonly TargetReader _reader = new(static (_, _) => { });

    /// <summary>Values that are released though few people share them.</summary>
    public List<TextHit> Released { get; } = [];

    /// <summary>How many subjects a profile says that it was taken with; null where it does not say. A profile that somebody changed is looked at as it is, not refused.</summary>
    /// <exception cref="SeatrialException">The file is no JSON.</exception>
    public static int? SubjectsOf(string file, ReadOnlyMemory<byte> profile)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(profile);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("disclosure", out JsonElement disclosure) && disclosure.ValueKind == JsonValueKind.Object
                && disclosure.TryGetProperty("subjects", out JsonElement subjects) && subjects.ValueKind == JsonValueKind.Number && subjects.TryGetInt32(out int number) && number > 1 ? number : null;
        }
        catch (JsonException exception)
        {
            throw NoJson(file, exception);
        }
    }

    /// <exception cref="SeatrialException">The file is no JSON.</exception>
    public void Scan(string file, ReadOnlyMemory<byte> profile)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(profile);
            Walk(file, document.RootElement);
            foreach (JsonElement table in Items(document.RootElement, "tables"))
            {
                Table(file, table);
            }
        }
        catch (JsonException exception)
        {
            throw NoJson(file, exception);
        }
    }

    private static SeatrialException NoJson(string file, JsonException exception) =>
        new("seed-profile-broken", $"{file} is no profile: it is no JSON, from line {exception.LineNumber + 1} on.", innerException: exception);

    private void Walk(string place, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (!ProfileFile.Words.Contains(property.Name))
                    {
                        texts.Literal(place, property.Name);
                    }

                    if (property.Value.ValueKind != JsonValueKind.String || !ProfileFile.Words.Contains(property.Value.GetString()!))
                    {
                        Walk($"{place}.{property.Name}", property.Value);
                    }

                }

                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Walk(i < 1000 && place.Length < 100 ? string.Create(CultureInfo.InvariantCulture, $"{place}[{i++}]") : place, item);
                }

                break;
            case JsonValueKind.String:
                texts.Literal(place, element.GetString());
                break;
            case JsonValueKind.Number when element.GetRawText() is var number && number.Count(char.IsAsciiDigit) >= FewestDigits && !number.Contains('.', StringComparison.Ordinal):
                texts.Literal(place, number);
                break;
            default:
                break;
        }
    }

    private void Table(string file, JsonElement table)
    {
        if (!table.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        ObjectName full = new(Text(name, "schema"), Text(name, "name"));
        if (!production.Layouts.TryGetValue(full, out TableLayout? layout) || production.Contents.Tables.FirstOrDefault(t => t.Name == full) is not { } known)
        {
            return;
        }

        foreach (JsonElement column in Items(table, "columns"))
        {
            int at = known.IndexOf(Text(column, "name"));
            if (at >= 0 && column.TryGetProperty("shape", out JsonElement shape))
            {
                foreach (JsonElement value in Items(shape, "values").Where(static v => v.ValueKind == JsonValueKind.Object))
                {
                    Release($"{file}: the values of {full}.{known.Columns[at].Name}", layout, known.Columns[at], Text(value, "value"), Text(value, "source") == "structure");
                }
            }
        }
    }

    private void Release(string place, TableLayout layout, ScanColumn column, string value, bool isOfStructure)
    {
        if (column.Class == ValueClass.Truth || (isOfStructure && production.Contents.Texts.Any(t => t.Kind != "comment" && t.Text.Contains(value, StringComparison.Ordinal))))
        {
            return;
        }

        ulong print = production.Key.Of(layout.OwnDomain(column.Name), _reader.Own(column.Class, value));
        if (production.Index.Find(print) == Frequency.Rare)
        {
            Released.Add(new(place, ReadingKind.Own, print));
        }
    }

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : string.Empty;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;
}
