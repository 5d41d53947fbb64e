using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Seeding.Schema;

/// <summary>
/// A structure's fingerprint, whole and thing by thing: enough to say what changed, and nothing of what is written in
/// checks, defaults and predicates, which hold literals.
/// </summary>
/// <param name="Hash">Of the whole.</param>
/// <param name="Items">Of each thing: its kind and name, and a hash of what it is like.</param>
internal sealed record StructurePrint(string Hash, ImmutableArray<StructurePrint.Item> Items)
{
    public static StructurePrint Of(DatabaseSchema schema)
    {
        ImmutableArray<Item> items = [.. CanonicalForm.Of(schema).Select(static i => new Item(i.Kind, i.Name, Digest(i.Text)))];
        return new(HashOf(items), items);
    }

    /// <summary>The hash of the whole, from those of its things.</summary>
    public static string HashOf(IEnumerable<Item> items) =>
        Digest(string.Concat(items.Select(static i => $"{i.Kind}\n{i.Name}\n{i.Hash}\n")));

    /// <summary>What a structure has that another has not, or has otherwise; in the order of the canonical form.</summary>
    public static IReadOnlyList<StructureChange> Compare(StructurePrint before, StructurePrint now)
    {
        Dictionary<(string, string), string> old = before.Items.ToDictionary(static i => (i.Kind, i.Name), static i => i.Hash);
        Dictionary<(string, string), string> current = now.Items.ToDictionary(static i => (i.Kind, i.Name), static i => i.Hash);
        return
        [
            .. old.Keys.Union(current.Keys)
                .Where(key => !old.TryGetValue(key, out string? was) || !current.TryGetValue(key, out string? isNow) || was != isNow)
                .Select(key => new StructureChange(
                    !old.ContainsKey(key) ? StructureChangeKind.Added : current.ContainsKey(key) ? StructureChangeKind.Changed : StructureChangeKind.Removed,
                    key.Item1,
                    key.Item2))
                .OrderBy(static c => c.Name, StringComparer.Ordinal)
                .ThenBy(static c => c.Thing, StringComparer.Ordinal),
        ];
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>One thing's fingerprint.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">Its full name.</param>
    /// <param name="Hash">Of what it is like.</param>
    internal sealed record Item(string Kind, string Name, string Hash);
}
