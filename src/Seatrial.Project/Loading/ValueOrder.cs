using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Loading;

/// <summary>Variables and addresses may use one another; nothing may use itself in the end.</summary>
internal static class ValueOrder
{
    // Values are evaluated by descending into what they use, so the way down has an end.
    private const int MostSteps = 32;

    public static void Check(EnvironmentModel environment, Action<Diagnostic> report)
    {
        Dictionary<string, IBoundValue> values = new(environment.Variables, StringComparer.Ordinal);
        foreach ((string name, IBoundValue address) in environment.Services)
        {
            values.TryAdd(name, address);
        }

        Dictionary<string, int> depths = new(StringComparer.Ordinal);
        foreach ((string name, IBoundValue value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            List<string> way = [];
            if (DepthOf(name, values, depths, way) <= MostSteps)
            {
                continue;
            }

            int back = way.IndexOf(way[^1]);
            string message = back < way.Count - 1
                ? $"`{name}` depends on itself: {string.Join(" \u2192 ", way.Skip(back))}."
                : $"`{name}` depends on others over more than {MostSteps} steps.";
            report(new("ST0219", DiagnosticSeverity.Error, value.Span, message, "Write one of the values out."));
            return;
        }
    }

    /// <summary>How many steps deep a value goes; more than allowed when it is too deep or comes back to itself, with the way it took.</summary>
    private static int DepthOf(string name, Dictionary<string, IBoundValue> values, Dictionary<string, int> depths, List<string> way)
    {
        if (depths.TryGetValue(name, out int known) || !values.TryGetValue(name, out IBoundValue? value))
        {
            return known;
        }

        bool isOnTheWay = way.Contains(name, StringComparer.Ordinal);
        way.Add(name);
        if (isOnTheWay || way.Count > MostSteps)
        {
            return MostSteps + 1;
        }

        int depth = 0;
        foreach (string used in value.Names)
        {
            depth = Math.Max(depth, DepthOf(used, values, depths, way) + 1);
            if (depth > MostSteps)
            {
                return depth;
            }
        }

        way.RemoveAt(way.Count - 1);
        return depths[name] = depth;
    }
}
