using System.Collections;
using System.Collections.Immutable;

namespace Seatrial.Project.Loading;

/// <summary>The names expressions can use, and what each one is.</summary>
/// <param name="Names">What a name is (<c>service</c>, <c>variable</c>, <c>secret</c> …), by name.</param>
internal sealed record NameTable(ImmutableSortedDictionary<string, string> Names)
{
    public static readonly NameTable Empty = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public IReadOnlyCollection<string> All => new View(Names);

    public bool Knows(string name) => Names.ContainsKey(name);

    public string? KindOf(string name) => Names.GetValueOrDefault(name);

    public NameTable With(string name, string kind) => new(Names.SetItem(name, kind));

    public NameTable With(IEnumerable<string> names, string kind) => names.Aggregate(this, (table, name) => table.With(name, kind));

    /// <summary>The names without a copy: every value is bound with them, and most never look.</summary>
    private sealed class View(ImmutableSortedDictionary<string, string> names) : IReadOnlyCollection<string>
    {
        public int Count => names.Count;

        public IEnumerator<string> GetEnumerator() => names.Keys.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
