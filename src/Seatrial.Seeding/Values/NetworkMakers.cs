using System.Globalization;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of addresses of networks and cards, in the ranges of RFC 5737, RFC 3849 and of local administration.</summary>
internal static class NetworkMakers
{
    private static readonly string[] Documentation = ["192.0.2", "198.51.100", "203.0.113"];

    public static IValueMaker For(string type) => type switch
    {
        "cidr" => new FunctionMaker(static (ref random) => CellValue.Literal(Documentation[random.Below(3)] + "." + (random.Below(16) * 16).ToString(CultureInfo.InvariantCulture) + "/28")),
        "macaddr" => new FunctionMaker(static (ref random) => CellValue.Literal(Mac(ref random, 6))),
        "macaddr8" => new FunctionMaker(static (ref random) => CellValue.Literal(Mac(ref random, 8))),
        _ => new FunctionMaker(static (ref random) => CellValue.Literal(random.Happens(0.8) ? Address(ref random) : Long(random.Next()))),
    };

    public static string Address(ref CellRandom random) => Documentation[random.Below(3)] + "." + (1 + random.Below(254)).ToString(CultureInfo.InvariantCulture);

    /// <summary>An address of 128 bits by its last 64.</summary>
    public static string Long(ulong end) => $"2001:db8::{end >> 48:x}:{end >> 32 & 0xffff:x}:{end >> 16 & 0xffff:x}:{end & 0xffff:x}";

    public static string Mac(ref CellRandom random, int bytes) => Mac(random.Next(), bytes);

    /// <summary>An address of a card, locally administered, by the bits behind its first byte.</summary>
    public static string Mac(ulong bits, int bytes)
    {
        string text = "02";
        for (int i = bytes - 2; i >= 0; i--)
        {
            text += $":{bits >> (8 * i) & 0xff:x2}";
        }

        return text;
    }
}
