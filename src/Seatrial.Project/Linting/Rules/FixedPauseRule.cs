using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A pause of fixed length: too long on a good day and too short on a bad one.</summary>
internal sealed partial class FixedPauseRule : ILintRule
{
    private const string Way = "Wait for what the pause is for: `until: { within: 10s, expect: { $.state: ready } }` asks again and goes on the moment it is there.";

    /// <inheritdoc/>
    public string Code => "ST2001";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps)
        {
            if (step.Map.Find("exec")?.Value is { } exec && SleepIn(exec) is { } sleep)
            {
                report(step, sleep.Span, "This step sleeps for a fixed time: it is too long on a good day and too short on a bad one.", Way);
            }

            if (step.Sql is { } query && SqlSleep().Match(query.Text) is { Success: true } match)
            {
                report(step, query.Locate(match.Index, match.Length), "This statement sleeps for a fixed time: it is too long on a good day and too short on a bad one.", Way);
            }

            if (step.Until is { } until && until.Find("every")?.Value is DocumentNode.Scalar every && Durations.TryParseRange(every.Text, out TimeSpan least, out _)
                && (LintStep.DurationOf(until, "within") ?? TimeSpan.FromSeconds(10)) is var within && least >= within)
            {
                report(step, every.Span, $"`until` asks once, and then its time is up: it waits {every.Text} between tries and {Durations.Format(within)} in all.", "Ask more often than that: `every: 100ms..2s`.");
            }
        }
    }

    private static DocumentNode.Scalar? SleepIn(DocumentNode exec) => LintStep.Scalars(exec)
        .FirstOrDefault(static s => s.Text is "sleep" or "Start-Sleep" || ShellSleep().IsMatch(s.Text));

    [GeneratedRegex(@"(^|[;&|(]\s*)(sleep|Start-Sleep)\s+(-\w+\s+)?[0-9.]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ShellSleep();

    [GeneratedRegex(@"\bpg_sleep(_for|_until)?\s*\(|\bsleep\s*\(\s*[0-9]|\bwaitfor\s+delay\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SqlSleep();
}
