using System.Globalization;

namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>Dates, times and durations of RFC 3339.</summary>
internal static class Moments
{
    public static bool IsDateTime(string text) =>
        text.Length > 11 && (text[10] is 'T' or 't') && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(string text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && Digits(text, 0, 4) is { } year && Digits(text, 5, 2) is >= 1 and <= 12 and var month && Digits(text, 8, 2) is >= 1 and var day
        && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);

    /// <summary>A time with its offset; a leap second only at the end of a day in UTC.</summary>
    public static bool IsTime(string text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':'
            || Digits(text, 0, 2) is not (<= 23 and var hour) || Digits(text, 3, 2) is not (<= 59 and var minute) || Digits(text, 6, 2) is not (<= 60 and var second))
        {
            return false;
        }

        int at = 8;
        if (text[at] == '.')
        {
            int start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == start)
            {
                return false;
            }
        }

        return Offset(text[at..]) is { } offset
            && (second < 60 || ((hour * 60) + minute - offset + 1440) % 1440 == 1439);
    }

    /// <summary>A duration of appendix A: units in order without gaps, or weeks alone.</summary>
    public static bool IsDuration(string text)
    {
        if (!text.StartsWith('P'))
        {
            return false;
        }

        string[] halves = text[1..].Split('T');
        return halves.Length switch
        {
            1 => IsRun(halves[0], "YMD") || IsRun(halves[0], "W"),
            2 => (halves[0].Length == 0 || IsRun(halves[0], "YMD")) && IsRun(halves[1], "HMS"),
            _ => false,
        };
    }

    private static bool IsRun(string text, string units)
    {
        int unit = -1;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            int found = at < text.Length ? units.IndexOf(text[at], StringComparison.Ordinal) : -1;
            if (at == start || found < 0 || (unit >= 0 && found != unit + 1))
            {
                return false;
            }

            unit = found;
            at++;
        }

        return unit >= 0;
    }

    /// <summary>The minutes an offset is ahead of UTC.</summary>
    private static int? Offset(string text)
    {
        if (text is "Z" or "z")
        {
            return 0;
        }

        return text.Length == 6 && (text[0] is '+' or '-') && text[3] == ':' && Digits(text, 1, 2) is <= 23 and var hours && Digits(text, 4, 2) is <= 59 and var minutes
            ? (text[0] == '-' ? -1 : 1) * ((hours * 60) + minutes)
            : null;
    }

    private static int? Digits(string text, int from, int length) =>
        int.TryParse(text.AsSpan(from, length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
