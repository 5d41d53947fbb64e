namespace Seatrial.Project.Linting.Rules;

/// <summary>Something is made, and only the status says that it was.</summary>
internal sealed class StatusOnlyRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2008";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps.Where(static s => s is { IsCleanup: false, Http: { Method: "POST" }, ExpectsCreated: true, Until: null }))
        {
            if (step.Map.Find("capture") is null && step.Compared.All(static e => e.Key.Text is "status" or "duration"))
            {
                report(
                    step,
                    step.Map.Find("expect")!.Key.Span,
                    "Only the status says that something was made: a 201 with nothing behind it passes.",
                    "Look at what came back, `$.state: pending`, or capture its id and read it again in the next step.");
            }
        }
    }
}
