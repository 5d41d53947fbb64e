using System.Globalization;

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
            "jsonpath" => new FunctionMaker((ref random) => CellValue.Literal($"$.\"{Label(words, ref random)}\"")),
            "pg_lsn" => new FunctionMaker(static (ref random) => CellValue.Literal(Position((ulong)random.Below(long.MaxValue)))),
            "xid" or "cid" or "xid8" => new FunctionMaker(static (ref random) => CellValue.Literal((3 + random.Below(1_000_000)).ToString(CultureInfo.InvariantCulture))),
            "tid" => new FunctionMaker(static (ref random) => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"({random.Below(1_000_000)},{1 + random.Below(100)})"))),
            "isbn" or "isbn13" => new FunctionMaker(static (ref random) => CellValue.Literal(Article("978", random.Below(1_000_000_000)))),
            "ean13" => new FunctionMaker(static (ref random) => CellValue.Literal(Article("400", random.Below(1_000_000_000)))),
            "cube" => new FunctionMaker(static (ref random) => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"({random.Below(1000)},{random.Below(1000)},{random.Below(1000)})"))),
            _ => null,
        };
    }

    /// <summary>The same, of values of which no two are the same.</summary>
    public static IUniqueMaker? UniqueFor(MakerRequest request, CellKey key) => DataTypes.BareName(request.Plain) switch
    {
        "ltree" => new CountedMaker((UInt128)1 << 60, i => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"r{request.Settings.RunTag}.n{i}"))),
        "hstore" => new CountedMaker((UInt128)1 << 60, static i => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"\"id\"=>\"{i}\""))),
        "oid" => new CountedMaker(uint.MaxValue - 20_000, static i => CellValue.Of((long)i + 20_000)),
        "pg_lsn" => new CountedMaker((UInt128)1 << 60, static i => CellValue.Literal(Position((ulong)i)), key),
        "ean13" => new CountedMaker(1_000_000_000, static i => CellValue.Literal(Article("400", (long)i))),
        "isbn" or "isbn13" => new CountedMaker(1_000_000_000, static i => CellValue.Literal(Article("978", (long)i))),
        _ => null,
    };

    private static string Position(ulong number) => string.Create(CultureInfo.InvariantCulture, $"{number >> 32:X}/{(uint)number:X}");

    /// <summary>A number of thirteen digits, of which the last is computed.</summary>
    private static string Article(string prefix, long number)
    {
        string digits = prefix + number.ToString("D9", CultureInfo.InvariantCulture);
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static string Label(string[] words, ref CellRandom random) => MeaningMakers.Plain(words[random.Below(words.Length)]);
}
