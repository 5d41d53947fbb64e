using Seatrial.Project.Seeding;
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
    /// <param name="wanted">What is wanted of tables.</param>
    public static Dictionary<ObjectName, long> Of(IReadOnlyCollection<Table> tables, SeedProfile profile, PlanSettings settings, RulesInForce wanted)
    {
        Dictionary<ObjectName, long> known = tables.ToDictionary(static t => t.Name, t => profile.Find(t.Name)?.Rows is > 0 and var rows ? rows : OfTheUnknown);
        long all = known.Where(k => wanted.Of(k.Key)?.Rows is null).Sum(static k => k.Value);
        long told = known.Keys.Sum(t => wanted.Of(t)?.Rows ?? 0);
        double factor = settings.Rows is { } rows ? Math.Max(0, rows - told) / Math.Max(1.0, all) : settings.Scale;
        return known.ToDictionary(static k => k.Key, k => CountOf(wanted.Of(k.Key), k.Value * factor, Math.Max(1, wanted.RowsOfStories(k.Key)), settings.MostRows));
    }

    private static long CountOf(SeedTableRule? rule, double usual, long least, long most)
    {
        double wanted = rule?.Rows ?? (usual * (rule?.Scale ?? 1));
        return Math.Max(least, Math.Min((long)Math.Round(Math.Min(wanted, long.MaxValue / 4)), most));
    }
}
