using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>An id that some server once drew, written down.</summary>
internal sealed partial class GeneratedIdRule : ILintRule
{
    private const int FewDigits = 4;

    /// <inheritdoc/>
    public string Code => "ST2004";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps)
        {
            foreach (DocumentNode.Scalar id in step.Compared.SelectMany(static e => LintStep.Exact(e.Value)).Where(s => IsDrawn(s.Text) && !flow.Sends(s.Text)))
            {
                report(
                    step,
                    id.Span,
                    $"The answer must hold the id `{id.Text}`, which the flow never gave it: another environment drew another.",
                    "Capture the id where it is made, and compare with the capture: `$.id: '{{ orderId }}'`.");
            }

            if (step.Http is { } http && step.Map.Find("http")!.Value is DocumentNode.Scalar line && Id().Match(http.Address) is { Success: true } match && IsDrawn(match.Value))
            {
                report(
                    step,
                    line.Locate(Math.Max(0, line.Text.IndexOf(match.Value, StringComparison.Ordinal)), match.Length),
                    $"The address holds the id `{match.Value}`: what it names is in one environment, as long as nobody removes it.",
                    "Make the thing in a step of this flow, and capture its id; or name it under `variables:` of each environment.");
            }
        }
    }

    /// <summary>An id of few different digits, such as that of nothing at all, was thought up.</summary>
    private static bool IsDrawn(string text) =>
        Id().Match(text) is { Success: true } match && match.Length == text.Length && text.Where(static c => c != '-').Distinct().Count() > FewDigits;

    [GeneratedRegex(@"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
