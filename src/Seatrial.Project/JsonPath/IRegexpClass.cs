using System.Globalization;
using System.Text;

namespace Seatrial.Project.JsonPath;

/// <summary>A character class, kept in two parts: what .NET holds in one unit, and what takes a surrogate pair.</summary>
internal sealed class IRegexpClass
{
    private const int LastOfBasicPlane = 0xFFFF;
    private const int LastRune = 0x10FFFF;

    private readonly StringBuilder _basic = new();
    private readonly List<(int First, int Last)> _beyond = [];

    public bool IsNegated { get; set; }

    public void Add(Rune first, Rune last)
    {
        if (first.IsBmp)
        {
            AppendUnit(_basic, first.Value);
            _basic.Append('-');
            AppendUnit(_basic, Math.Min(last.Value, LastOfBasicPlane));
        }

        if (!last.IsBmp)
        {
            _beyond.Add((Math.Max(first.Value, LastOfBasicPlane + 1), last.Value));
        }
    }

    public void AddCategory(string category)
    {
        _basic.Append(category);
        if (category[1] == 'P')
        {
            _beyond.Add((LastOfBasicPlane + 1, LastRune));
        }
    }

    public void WriteTo(StringBuilder text)
    {
        var parts = new List<string>();
        if (IsNegated)
        {
            parts.Add($@"[^{_basic}\uD800-\uDFFF]");
        }
        else if (_basic.Length > 0)
        {
            parts.Add($@"[{_basic}-[\uD800-\uDFFF]]");
        }

        foreach (var (first, last) in IsNegated ? Complement() : _beyond)
        {
            AddPairs(parts, first, last);
        }

        text.Append("(?:").AppendJoin('|', parts).Append(')');
    }

    /// <summary>Writes one UTF-16 unit so that no engine reads a meaning into it.</summary>
    public static void AppendUnit(StringBuilder text, int unit) =>
        text.Append(@"\u").Append(unit.ToString("X4", CultureInfo.InvariantCulture));

    private List<(int First, int Last)> Complement()
    {
        var rest = new List<(int First, int Last)>();
        var next = LastOfBasicPlane + 1;
        foreach (var (first, last) in _beyond.Order())
        {
            if (first > next)
            {
                rest.Add((next, first - 1));
            }

            next = Math.Max(next, last + 1);
        }

        if (next <= LastRune)
        {
            rest.Add((next, LastRune));
        }

        return rest;
    }

    private static void AddPairs(List<string> parts, int first, int last)
    {
        var (high, low) = Split(first);
        var (lastHigh, lastLow) = Split(last);
        if (high == lastHigh)
        {
            parts.Add(Pairs(high, high, low, lastLow));
            return;
        }

        parts.Add(Pairs(high, high, low, 0xDFFF));
        if (high + 1 <= lastHigh - 1)
        {
            parts.Add(Pairs(high + 1, lastHigh - 1, 0xDC00, 0xDFFF));
        }

        parts.Add(Pairs(lastHigh, lastHigh, 0xDC00, lastLow));
    }

    private static (int High, int Low) Split(int rune) =>
        (0xD800 + ((rune - 0x10000) >> 10), 0xDC00 + ((rune - 0x10000) & 0x3FF));

    private static string Pairs(int highFirst, int highLast, int lowFirst, int lowLast) =>
        string.Create(CultureInfo.InvariantCulture, $@"[\u{highFirst:X4}-\u{highLast:X4}][\u{lowFirst:X4}-\u{lowLast:X4}]");
}
