namespace Seatrial.Seeding.Values;

/// <summary>Where numbers and times lie of which nothing is known but the name of their column.</summary>
internal static class UsualRanges
{
    private const decimal Year = 365.25m;

    public static IEnumerable<(decimal Low, decimal High, double Share)> Of(string name, Grid grid, MakerSettings settings)
    {
        HashSet<string> words = [.. Words.Of(name)];
        bool Has(params ReadOnlySpan<string> any)
        {
            foreach (string word in any)
            {
                if (words.Contains(word))
                {
                    return true;
                }
            }

            return false;
        }

        switch (grid.Kind)
        {
            case GridKind.Date:
                return Days(words).Select(d => (decimal.Floor(d.Low) + settings.TodayNumber, decimal.Floor(d.High) + settings.TodayNumber, d.Share));
            case GridKind.Timestamp:
                return Days(words).Select(d => ((d.Low * CellAxis.Day) + settings.Midnight, (d.High * CellAxis.Day) + settings.Midnight, d.Share));
            case GridKind.Time or GridKind.TimeWithZone:
                return [(8m * CellAxis.Hour, 18m * CellAxis.Hour, 0.8), (0, CellAxis.Day - 1, 0.2)];
            case GridKind.Interval:
                return [(CellAxis.Second, CellAxis.Hour, 0.5), (CellAxis.Hour, CellAxis.Day, 0.4), (CellAxis.Day, 30m * CellAxis.Day, 0.1)];
        }

        if (Has("year", "yr"))
        {
            return [(settings.Today.Year - 15, settings.Today.Year, 1)];
        }

        return Has("latitude", "lat") ? [(-60, 70, 1)]
            : Has("longitude", "lng", "lon", "long") ? [(-180, 180, 1)]
            : Has("age") ? [(18, 90, 1)]
            : Has("percent", "percentage", "pct") ? [(0, 100, 1)]
            : Has("rate", "ratio", "share", "probability") ? [(0, 1, 1)]
            : Has("month") ? [(1, 12, 1)]
            : Has("day", "days") ? [(1, 28, 1)]
            : Has("hour", "hours") ? [(0, 23, 1)]
            : Has("rating", "stars", "priority", "level") ? [(1, 5, 1)]
            : Has("quantity", "qty", "count", "amount", "units") && grid.Kind == GridKind.Integer ? [(1, 10, 0.9), (11, 100, 0.1)]
            : grid.Kind == GridKind.Integer ? [(1, 100, 0.5), (101, 1000, 0.5)]
            : [(1, 50, 0.5), (50, 500, 0.4), (500, 5000, 0.1)];
    }

    private static (decimal Low, decimal High, double Share)[] Days(HashSet<string> words) =>
        words.Overlaps(["birth", "birthday", "birthdate", "dob", "born"]) ? [(-80 * Year, -18 * Year, 1)]
        : words.Overlaps(["expires", "expiry", "expiration", "expire", "due", "until", "deadline", "scheduled"]) ? [(1, 365, 1)]
        : [(-30, -1, 0.3), (-365, -30, 0.4), (-1095, -365, 0.3)];
}
