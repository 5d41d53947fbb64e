using System.Globalization;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Seeding;

/// <summary>Days that are told from the day of the run: <c>today</c>, <c>today - 30d</c>.</summary>
public static partial class SeedDays
{
    /// <summary>A value with its day instead of the words; any other value as it is.</summary>
    /// <param name="value">As written.</param>
    /// <param name="today">The day of the run.</param>
    public static string Of(string value, DateOnly today)
    {
        Match match = Written().Match(value);
        if (!match.Success)
        {
            return value;
        }

        int days = match.Groups["days"].Success ? int.Parse(match.Groups["days"].Value, CultureInfo.InvariantCulture) : 0;
        return today.AddDays(match.Groups["sign"].Value == "-" ? -days : days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // At most 99,999 days: further than that lies no day that all databases know.
    [GeneratedRegex("^today( ?(?<sign>[+-]) ?(?<days>[0-9]{1,5})d)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();
}
