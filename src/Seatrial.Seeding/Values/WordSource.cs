using System.Collections.Concurrent;
using Bogus;
using Bogus.Bson;

namespace Seatrial.Seeding.Values;

/// <summary>
/// Words of a language, from the lists that Bogus ships. They are picked by number, so that the draws of a cell decide;
/// Bogus's own randomizer is shared between cells, and is left alone.
/// </summary>
internal sealed class WordSource
{
    private static readonly ConcurrentDictionary<string, WordSource> Sources = new(StringComparer.Ordinal);

    private WordSource(string locale)
    {
        Lorem = List(locale, "lorem", "words", ["amber", "harbor", "stone", "river", "north", "light", "copper", "field"]);
        FirstNames = Several(locale, "name", ["first_name", "male_first_name", "female_first_name"], ["Alex", "Robin", "Kim", "Sam"]);
        LastNames = Several(locale, "name", ["last_name", "male_last_name", "female_last_name"], ["Meyer", "Stone", "Rivers", "Banks"]);
        Jobs = List(locale, "name", "title.job", ["Engineer", "Analyst", "Designer", "Manager"]);
        JobAreas = List(locale, "name", "title.level", ["Product", "Data", "Quality", "Service"]);
        Countries = List(locale, "address", "country", ["Utopia"]);
        CountryCodes = List("en", "address", "country_code", ["XX"]);
        States = List(locale, "address", "state", ["North", "South"]);
        StateCodes = List("en", "address", "state_abbr", ["XX"]);
        Cities = List(locale, "address", "city_name", []);
        CityEnds = List(locale, "address", "city_suffix", ["ton", "ville"]);
        Streets = locale.StartsWith("fr", StringComparison.Ordinal) ? [.. List(locale, "address", "street_suffix", []).SelectMany(s => List(locale, "address", "street_prefix", ["Rue"]).Take(3).Select(p => $"{p} {s}"))]
            : List(locale, "address", "street_root", []);
        StreetEnds = List(locale, "address", "street_suffix", ["Street", "Road"]);
        PlainFirstNames = [.. FirstNames.Select(MeaningMakers.Plain)];
        PlainLastNames = [.. LastNames.Select(MeaningMakers.Plain)];
        CompanyEnds = List(locale, "company", "suffix", ["Ltd", "and Sons"]);
        Colors = List(locale, "commerce", "color", ["red", "green", "blue"]);
        Departments = List(locale, "commerce", "department", ["Books", "Garden"]);
        ProductAdjectives = List(locale, "commerce", "product_name.adjective", ["Small"]);
        ProductMaterials = List(locale, "commerce", "product_name.material", ["Wooden"]);
        Products = List(locale, "commerce", "product_name.product", ["Chair"]);
    }

    public string[] Lorem { get; }

    public string[] FirstNames { get; }

    public string[] LastNames { get; }

    /// <summary>First names in small ASCII letters, for addresses.</summary>
    public string[] PlainFirstNames { get; }

    /// <summary>Last names in small ASCII letters.</summary>
    public string[] PlainLastNames { get; }

    public string[] Jobs { get; }

    public string[] JobAreas { get; }

    public string[] Countries { get; }

    public string[] CountryCodes { get; }

    public string[] States { get; }

    public string[] StateCodes { get; }

    /// <summary>Whole names of cities; empty where they are made of a family's name and an end.</summary>
    public string[] Cities { get; }

    public string[] CityEnds { get; }

    /// <summary>Whole names of streets; empty where they are made of a family's name and an end.</summary>
    public string[] Streets { get; }

    public string[] StreetEnds { get; }

    public string[] CompanyEnds { get; }

    public string[] Colors { get; }

    public string[] Departments { get; }

    public string[] ProductAdjectives { get; }

    public string[] ProductMaterials { get; }

    public string[] Products { get; }

    /// <summary>The words of a locale; English where it is none.</summary>
    public static WordSource Of(string locale) => Sources.GetOrAdd(locale, static l => new(Database.LocaleResourceExists(l) ? l : "en"));

    private static string[] Several(string locale, string category, string[] paths, string[] otherwise)
    {
        string[] all = [.. paths.SelectMany(p => List(locale, category, p, [])).Distinct(StringComparer.Ordinal)];
        return all.Length > 0 ? all : otherwise;
    }

    private static string[] List(string locale, string category, string path, string[] otherwise)
    {
        string[] keys = path.Split('.');
        foreach (string from in new[] { locale, "en" })
        {
            BValue? value = Database.HasKey(category, keys[0], from) ? Database.Get(category, keys[0], from) : null;
            foreach (string key in keys.Skip(1))
            {
                value = (value as BObject)?.TryGetValue(key, out BValue? inner) == true ? inner : null;
            }

            if (value is BArray list)
            {
                string[] texts = [.. Enumerable.Range(0, list.Count).Select(i => list[i]).Where(static v => v.StringValue is { Length: > 0 } text && !text.Contains('#', StringComparison.Ordinal)).Select(static v => v.StringValue)];
                if (texts.Length > 0)
                {
                    return texts;
                }
            }

            if (otherwise.Length == 0 && !string.Equals(from, "en", StringComparison.Ordinal))
            {
                return otherwise;
            }
        }

        return otherwise;
    }
}
