using Seatrial.Core.Flows;

namespace Seatrial.Cli.Runs;

/// <summary>Which files show why a step failed, in one line: a report has them.</summary>
internal static class AttachmentLine
{
    public static string? Of(StepRecord step)
    {
        StepAttachment[] files = [.. All(step)];
        string[] kept = [.. files.Where(static file => !file.Blobs.IsDefaultOrEmpty).Select(static file => file.Name).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. files.Select(static file => file.Missing).OfType<string>().Distinct(StringComparer.Ordinal)];
        return files.Length == 0 ? null
            : string.Join("; ", (kept.Length == 0 ? Array.Empty<string>() : [$"{string.Join(" and ", kept)}: in the HTML report"]).Concat(missing));
    }

    private static IEnumerable<StepAttachment> All(StepRecord step) => (step.Attachments ?? []).Concat(step.Inner.SelectMany(All));
}
