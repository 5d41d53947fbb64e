using System.Globalization;

namespace Seatrial.Project.Load;

/// <summary>Rates as users write them: <c>50/s</c>, <c>300/m</c>, <c>1000/h</c>.</summary>
public static class Rates
{
    private const double Most = 100_000;

    /// <summary>Reads a rate.</summary>
    /// <param name="text">The text; a number, a slash and a unit of time.</param>
    /// <param name="perSecond">How many a second; above 0 and at most 100,000.</param>
    public static bool TryParse(string text, out double perSecond)
    {
        perSecond = 0;
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('/') is not [var number, var unit]
            || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count))
        {
            return false;
        }

        perSecond = unit switch
        {
            "s" => count,
            "m" => count / 60,
            "h" => count / 3600,
            _ => 0,
        };
        return perSecond is > 0 and <= Most;
    }
}
