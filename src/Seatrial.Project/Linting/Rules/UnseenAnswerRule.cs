namespace Seatrial.Project.Linting.Rules;

/// <summary>An answer nobody looks at: it may be an error.</summary>
internal sealed class UnseenAnswerRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2007";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps.Where(static s => s is { IsCleanup: false, Http: not null } && !IsSeen(s)))
        {
            report(
                step,
                step.Map.Find("http")!.Key.Span,
                "Nobody looks at this answer: the step passes on an error, too, and what fails then is another step.",
                "Say at least `expect: { status: 200 }`.");
        }
    }

    private static bool IsSeen(LintStep step) => step.Compared.Any() || step.Map.Find("capture") is not null;
}
