using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>A host that is written into a step: the flow asks the same one in every environment.</summary>
internal sealed partial class WrittenHostRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2009";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps)
        {
            if (step.Http is { } http && Address().IsMatch(http.Address) && step.Map.Find("http")!.Value is DocumentNode.Scalar line)
            {
                int at = line.Text.IndexOf(http.Address, StringComparison.Ordinal);
                Report(step, line.Locate(at, http.Address.Length));
            }

            foreach (DocumentNode.Scalar url in step.Map.Entries.Select(static e => e.Value).OfType<DocumentNode.Mapping>().SelectMany(Urls))
            {
                Report(step, url.Span);
            }
        }

        void Report(LintStep step, SourceSpan span) => report(
            step,
            span,
            "The host is written into the step: the flow asks the same one in every environment, and rolls back another.",
            "Name it as a service of seatrial.yaml, `services: { orders: https://… }` in each environment, and write `{{ orders }}` here.");
    }

    private static IEnumerable<DocumentNode.Scalar> Urls(DocumentNode.Mapping map) => map.Entries
        .Where(static e => e.Key.Text is "url" or "connection")
        .Select(static e => e.Value)
        .OfType<DocumentNode.Scalar>()
        .Where(static s => Address().IsMatch(s.Text) && !s.Text.StartsWith("sqlite:", StringComparison.Ordinal));

    /// <summary>A scheme, and behind it a host, not <c>{{ }}</c>; who signs in may stand before the host.</summary>
    [GeneratedRegex(@"^[a-z][a-z0-9+.-]*://([^/?#]*@)?[A-Za-z0-9\[]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
