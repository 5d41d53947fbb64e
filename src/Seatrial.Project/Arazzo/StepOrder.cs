using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>The steps of a workflow in the order in which they run: as written, but each behind those it depends on.</summary>
internal static class StepOrder
{
    public static DescriptionPlace[] Of(DescriptionPlace workflow, ArazzoReport report)
    {
        DescriptionPlace[] written = [.. workflow["steps"].Items()];
        string[] ids = [.. written.Select(static s => s["stepId"].Text).OfType<string>()];
        List<DescriptionPlace> left = [.. written];
        List<DescriptionPlace> ordered = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (DescriptionPlace needed in written.SelectMany(static s => s["dependsOn"].Items()).Where(d => Named(d) is { } id && !ids.Contains(id, StringComparer.Ordinal)))
        {
            report.Nowhere(needed, "step", needed.Text!, ids);
        }

        while (left.Count > 0)
        {
            DescriptionPlace? next = left.Find(s => s["dependsOn"].Items().All(d => Named(d) is not { } id || done.Contains(id) || !ids.Contains(id, StringComparer.Ordinal)));
            if (next is null)
            {
                report.Circle(left[0]["dependsOn"], string.Join(", ", left.Select(static s => s["stepId"].Text)));
                return written;
            }

            left.Remove(next);
            ordered.Add(next);
            if (next["stepId"].Text is { } id)
            {
                done.Add(id);
            }
        }

        return [.. ordered];
    }

    /// <summary>The step of this workflow that is named; null for one of another.</summary>
    private static string? Named(DescriptionPlace place) => place.Text switch
    {
        ['$', ..] text => text.Split('.') is ["$steps", var id] ? id : null,
        { } text => text,
        _ => null,
    };
}
