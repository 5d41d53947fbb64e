using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A whole answer compared at once: a field more, which no user minds, fails the flow.</summary>
internal sealed class WholeBodyRule : ILintRule
{
    private const int LongText = 200;

    /// <inheritdoc/>
    public string Code => "ST2002";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps.Where(static s => !s.IsCleanup))
        {
            foreach (MappingEntry subject in step.Compared.Where(static e => e.Key.Text is "$" or "body" && IsWhole(e)))
            {
                report(
                    step,
                    subject.Key.Span,
                    "The whole answer is compared at once: a field more, which nobody minds, fails the flow.",
                    "Compare what a user relies on: `$.state: paid`; for many fields `$: { contains: { … } }`, for the form `schema:`.");
            }
        }
    }

    private static bool IsWhole(MappingEntry subject)
    {
        DocumentNode wanted = (subject.Value as DocumentNode.Mapping)?.Find("equals")?.Value ?? subject.Value;
        return wanted switch
        {
            // A map that is not under `equals` is a map of operators. An answer of one field is that field.
            DocumentNode.Mapping map => wanted != subject.Value && map.Entries.Length > 1,
            DocumentNode.Sequence list => list.Items.Any(static i => i is DocumentNode.Mapping { Entries.Length: > 1 }),
            DocumentNode.Scalar text => subject.Key.Text == "body" && text.Text.TrimStart() is ['{' or '[' or '<', not '{', ..] or { Length: > LongText },
            _ => false,
        };
    }
}
