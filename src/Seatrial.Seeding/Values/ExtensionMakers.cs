namespace Seatrial.Seeding.Values;

/// <summary>Makers of values of types that extensions bring.</summary>
internal static class ExtensionMakers
{
    /// <summary>The maker, or null when the type is not known.</summary>
    public static IValueMaker? For(MakerRequest request)
    {
        string[] words = WordSource.Of(request.Settings.Locale).Lorem;
        return DataTypes.BareName(request.Plain) switch
        {
            "ltree" => new FunctionMaker((ref random) => CellValue.Literal($"{Label(words, ref random)}.{Label(words, ref random)}.{Label(words, ref random)}")),
            "hstore" => new FunctionMaker((ref random) => CellValue.Literal($"\"{Label(words, ref random)}\"=>\"{Label(words, ref random)}\"")),
            "oid" => new FunctionMaker(static (ref random) => CellValue.Of(1 + random.Below(1_000_000))),
            _ => null,
        };
    }

    private static string Label(string[] words, ref CellRandom random) => MeaningMakers.Plain(words[random.Below(words.Length)]);
}
