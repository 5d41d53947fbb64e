using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A long wait for a state, which goes on when the thing has failed for good.</summary>
internal sealed class PatientWaitRule : ILintRule
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly string[] Stateful = ["state", "status", "phase"];

    /// <inheritdoc/>
    public string Code => "ST2012";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps.Where(static s => !s.IsCleanup && s.Until is { } until && until.Find("stopOn") is null && LintStep.DurationOf(until, "within") >= Long))
        {
            if (step.Until!.Find("expect")?.Value is DocumentNode.Mapping expect && expect.Entries.FirstOrDefault(IsState) is { } state)
            {
                report(
                    step,
                    step.Map.Find("until")!.Key.Span,
                    $"This waits long for `{state.Key.Text}`, also when it says that it failed and will never get there.",
                    $"Say what ends the waiting at once: `stopOn: {{ {state.Key.Text}: failed }}`.");
            }
        }
    }

    /// <summary>Whether an expectation waits for one state of several that a thing goes through.</summary>
    private static bool IsState(MappingEntry entry) =>
        entry.Key.Text.StartsWith('$') && Stateful.Contains(entry.Key.Text[(entry.Key.Text.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase) && LintStep.Exact(entry.Value).Any();
}
