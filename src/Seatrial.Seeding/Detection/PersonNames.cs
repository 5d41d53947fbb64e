using System.Collections.Frozen;
using Bogus;
using Bogus.Bson;

namespace Seatrial.Seeding.Detection;

/// <summary>Names of persons, by lists of common ones in some languages. Loaded when a text is first looked at.</summary>
internal static class PersonNames
{
    private static readonly string[] Locales = ["en", "de", "fr", "es", "it", "nl", "pt_BR", "pl", "sv"];
    private static readonly Lazy<FrozenSet<string>> First = new(static () => Read("first_name", "male_first_name", "female_first_name"));
    private static readonly Lazy<FrozenSet<string>> Last = new(static () => Read("last_name", "male_last_name", "female_last_name"));

    /// <summary>A first name, or two of them.</summary>
    public static bool IsFirst(string text) => text.Length is > 1 and < 30 && text.Split(' ', '-') is { Length: <= 3 } words && words.All(static w => IsCapital(w)) && First.Value.Contains(words[0]);

    /// <summary>A last name.</summary>
    public static bool IsLast(string text) => text.Length is > 1 and < 40 && text.Split(' ', '-') is { Length: <= 3 } words && Last.Value.Contains(words[^1]) && IsCapital(words[^1]);

    /// <summary>A first name and another, in either order.</summary>
    public static bool IsFull(string text)
    {
        string[] words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length is >= 2 and <= 5 && text.Length < 60 && words.Count(IsCapital) >= 2 && words.All(static w => IsCapital(w) || (w.Length <= 3 && w.All(char.IsLetter)))
            && (First.Value.Contains(words[0]) || First.Value.Contains(words[1]) || (words.Length > 2 && First.Value.Contains(words[^1])));
    }

    private static bool IsCapital(string word) => word.Length > 0 && char.IsUpper(word[0]) && word.All(static c => char.IsLetter(c) || c is '\'' or '.' or '-');

    private static FrozenSet<string> Read(params string[] lists)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (string locale in Locales)
        {
            foreach (string list in lists)
            {
                if (Database.HasKey("name", list, locale) && Database.Get("name", list, locale) is BArray found)
                {
                    names.UnionWith(Enumerable.Range(0, found.Count).Select(i => found[i].StringValue).Where(static n => n is { Length: > 1 }));
                }
            }
        }

        return names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
