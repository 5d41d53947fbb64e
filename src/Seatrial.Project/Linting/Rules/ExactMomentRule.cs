using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A moment an answer must name to the second, although nothing in the flow put it there.</summary>
internal sealed partial class ExactMomentRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2003";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps)
        {
            foreach (DocumentNode.Scalar moment in step.Compared.SelectMany(static e => LintStep.Exact(e.Value)).Where(s => Moment().IsMatch(s.Text) && !flow.Sends(s.Text)))
            {
                report(
                    step,
                    moment.Span,
                    $"The answer must name the moment `{moment.Text}`, which the flow never gave it: it holds for one recording and no other run.",
                    "Compare its form, `matches: '^\\d{4}-\\d{2}-\\d{2}T'`, or send the moment yourself and compare with what was sent.");
            }
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Moment();
}
