using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A deadline that never decides anything, or lets everybody wait for what will not come.</summary>
internal sealed class DeadlineRule : ILintRule
{
    private static readonly TimeSpan WideForStep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WideForFlow = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public string Code => "ST2011";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        TimeSpan? whole = LintStep.DurationOf(flow.Root, "within");
        if (whole > WideForFlow)
        {
            report(null, flow.Root.Find("within")!.Value.Span, $"The flow may take {Durations.Format(whole.Value)}: a broken deployment stays for as long before anybody knows.", "A journey somebody waits for is over in seconds. Choose what a user would bear, and split what takes longer.");
        }

        foreach (LintStep step in flow.Steps)
        {
            CheckOne(step, step.Map.Find("within"), whole, report);
            CheckOne(step, step.Until?.Find("within"), whole, report);
        }
    }

    private static void CheckOne(LintStep step, MappingEntry? entry, TimeSpan? whole, LintReport report)
    {
        if (entry?.Value is not DocumentNode.Scalar written || !Durations.TryParse(written.Text, out TimeSpan within))
        {
            return;
        }

        // A cleanup has a time of its own, after the flow's.
        if (!step.IsCleanup && within > whole)
        {
            report(step, written.Span, $"This deadline of {written.Text} never decides: the flow's own is over after {Durations.Format(whole.Value)}.", "Make it shorter than the flow's `within`, or the flow's longer.");
        }
        else if (within > WideForStep)
        {
            report(step, written.Span, $"The step may take {written.Text}: whoever waits for the verdict waits as long when it is broken.", "Choose a deadline from what it takes on a slow day, with some to spare.");
        }
    }
}
