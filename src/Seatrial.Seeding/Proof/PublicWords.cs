using System.Collections.Frozen;

namespace Seatrial.Seeding.Proof;

/// <summary>Words that are no secret: of production's own structure, of the profile's form, and of the account of runs.</summary>
internal sealed class PublicWords
{
    private static readonly string[] Ours =
    [
        "seatrial", "seed", "run", "pkey", "key", "number", "seq", "state", "intent", "uses", "started", "proof", "loading", "loaded",
        "format", "engine", "postgres", "mysql", "sqlite", "structure", "hash", "items", "kind", "name", "disclosure", "subjects", "epsilon", "delta", "statistics",
        "takenOn", "tables", "schema", "rows", "columns", "nullFraction", "distinct", "shape", "categories", "numbers", "times", "texts", "documents", "lists", "bytes",
        "values", "value", "share", "source", "manySubjects", "allowed", "otherShare", "buckets", "low", "high", "scale", "stepSeconds", "lengths", "masks", "mask",
        "asciiShare", "meaning", "paths", "path", "type", "element", "fanOuts", "bins", "timeOrders", "before", "after", "gaps", "correlations", "target",
        "table", "column", "check", "exclusion", "trigger", "rule", "policy", "view", "domain", "enum", "composite", "range", "primary", "unique", "foreign", "text", "string", "object", "array", "boolean", "null",
        "email", "first", "last", "full", "username", "phone", "street", "city", "postcode", "country", "code", "company", "job", "url", "ip", "mac", "uuid", "iban", "card", "national", "id", "secret", "birth", "date",
        "currency", "language", "title", "sentence", "paragraph", "color", "department", "product", "slug", "file", "user", "agent", "time", "zone", "true", "false",
    ];

    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public PublicWords(ScanContents production)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        FoldedText folded = new();
        foreach (string text in Ours.Concat(production.Names).Concat(production.Texts.Select(static t => t.Text)))
        {
            folded.Fold(text);
            words.Add(folded.Whole.ToString());
            for (int i = 0; i < folded.Runs; i++)
            {
                words.Add(folded.Window(i, 1).ToString());
            }
        }

        _words = words.ToFrozenSet(StringComparer.Ordinal);
        _bySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool Contains(ReadOnlySpan<char> word) => _bySpan.Contains(word);
}
