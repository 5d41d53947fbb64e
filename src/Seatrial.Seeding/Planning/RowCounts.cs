using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>How many rows tables get before anything limits them.</summary>
internal static class RowCounts
{
    /// <summary>What a table gets of which nothing is known, and for which production has too few to tell.</summary>
    private const long OfTheUnknown = 10;

    /// <summary>By table; each gets at least one.</summary>
    /// <param name="tables">The tables to be filled.</param>
    /// <param name="profile">What is known of production.</param>
    /// <param name="settings">What was asked for.</param>
    public static Dictionary<ObjectName, long> Of(IReadOnlyCollection<Table> tables, SeedProfile profile, PlanSettings settings)
    {
        Dictionary<ObjectName, long> known = tables.ToDictionary(static t => t.Name, t => profile.Find(t.Name)?.Rows is > 0 and var rows ? rows : OfTheUnknown);
        double factor = settings.Rows is { } wanted ? wanted / (double)known.Values.Sum() : settings.Scale;
        return known.ToDictionary(static k => k.Key, k => Math.Clamp((long)Math.Round(k.Value * factor), 1, settings.MostRows));
    }
}
