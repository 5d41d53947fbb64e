using System.Collections.Concurrent;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>The metaschemas of 2020-12, kept in the assembly.</summary>
internal static class Metaschemas
{
    public const string Standard = "https://json-schema.org/draft/2020-12/schema";

    private const string Folder = "https://json-schema.org/draft/2020-12/";
    private static readonly ConcurrentDictionary<string, JsonElement?> Read = new(StringComparer.Ordinal);

    /// <summary>Finds one by its address.</summary>
    public static JsonElement? Find(string address) =>
        address.StartsWith(Folder, StringComparison.Ordinal) ? Read.GetOrAdd(address, static a => Load(a[Folder.Length..])) : null;

    private static JsonElement? Load(string name)
    {
        string file = name.StartsWith("meta/", StringComparison.Ordinal) ? name["meta/".Length..] : name == "schema" ? name : string.Empty;
        using Stream? stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"Seatrial.Project.JsonSchema.Metaschemas.{file}.json");
        if (stream is null)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
