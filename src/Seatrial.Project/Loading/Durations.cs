using System.Globalization;

namespace Seatrial.Project.Loading;

/// <summary>Durations as users write them: <c>250ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>, <c>30d</c>, and ranges <c>100ms..2s</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; a number and a unit without a space.</param>
    /// <param name="duration">The duration, at most 3,650 days.</param>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        foreach ((string unit, double milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * milliseconds <= TimeSpan.FromDays(3650).TotalMilliseconds)
            {
                duration = TimeSpan.FromMilliseconds(number * milliseconds);
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one duration or a range of two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">The first, or the only one.</param>
    /// <param name="most">The second, not shorter than the first.</param>
    public static bool TryParseRange(string text, out TimeSpan least, out TimeSpan most)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            bool isOne = TryParse(text, out least);
            most = least;
            return isOne && least > TimeSpan.Zero;
        }

        most = TimeSpan.Zero;
        return TryParse(text[..dots], out least) && TryParse(text[(dots + 2)..], out most) && least > TimeSpan.Zero && most >= least;
    }

    /// <summary>Writes a duration as a user would.</summary>
    /// <param name="duration">The duration.</param>
    public static string Format(TimeSpan duration)
    {
        double total = duration.TotalMilliseconds;
        (string unit, double milliseconds) = Units.LastOrDefault(u => total >= u.Milliseconds && total % u.Milliseconds == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{total / milliseconds:0.###}{unit}");
    }
}
