using System.Globalization;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of points and of what is made of them.</summary>
internal static class GeometricMakers
{
    public static IValueMaker For(string type) => type switch
    {
        "point" => new FunctionMaker(static (ref random) => CellValue.Literal(Point(ref random))),
        "line" => new FunctionMaker(static (ref random) => CellValue.Literal($"{{{Number(ref random)},1,{Number(ref random)}}}")),
        "lseg" => new FunctionMaker(static (ref random) => CellValue.Literal($"[{Point(ref random)},{Point(ref random)}]")),
        "box" => new FunctionMaker(static (ref random) => CellValue.Literal($"{Point(ref random)},{Point(ref random)}")),
        "path" => new FunctionMaker(static (ref random) => CellValue.Literal($"[{Point(ref random)},{Point(ref random)},{Point(ref random)}]")),
        "polygon" => new FunctionMaker(static (ref random) => CellValue.Literal($"({Point(ref random)},{Point(ref random)},{Point(ref random)})")),
        _ => new FunctionMaker(static (ref random) => CellValue.Literal($"<{Point(ref random)},{(1 + random.Below(100)).ToString(CultureInfo.InvariantCulture)}>")),
    };

    private static string Point(ref CellRandom random) => $"({Number(ref random)},{Number(ref random)})";

    private static string Number(ref CellRandom random) => ((random.Below(20001) - 10000) / 100m).ToString(CultureInfo.InvariantCulture);
}
