using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting.Rules;

/// <summary>What stands at one place of a list that nobody asked to be sorted.</summary>
internal sealed partial class ListOrderRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2005";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        foreach (LintStep step in flow.Steps.Where(static s => !s.IsCleanup && s.Http is { Method: "GET" } http && IsList(http.Address) && !IsSorted(s)))
        {
            foreach (MappingEntry subject in step.Compared.Where(static e => e.Key.Text.StartsWith('$')))
            {
                if (Place().Match(Quoted().Replace(subject.Key.Text, "''")) is { Success: true } place)
                {
                    // A list that must have exactly one element has no order.
                    string list = subject.Key.Text[..Math.Min(place.Index, subject.Key.Text.Length)];
                    if (LintStep.Exact(subject.Value).Any() && !HasOne(step, list))
                    {
                        report(
                            step,
                            subject.Key.Span,
                            $"`{subject.Key.Text}` is whatever stands there today: nothing in the request says how the list is sorted.",
                            $"Look for the element wherever it is: `{list}: {{ any: {{ contains: {{ … }} }} }}`, or ask for an order.");
                    }
                }
                else if ((subject.Value as DocumentNode.Mapping)?.Find("equals")?.Value is DocumentNode.Sequence { Items.Length: > 1 })
                {
                    report(
                        step,
                        subject.Key.Span,
                        $"`{subject.Key.Text}` must be these elements in this order, and nothing in the request says how the list is sorted.",
                        "Ask for what matters: `contains:` for one element, `count:` for how many, `each:` for what all have in common; or ask for an order.");
                }
            }
        }
    }

    private static bool HasOne(LintStep step, string list) => step.Compared
        .Any(e => e.Key.Text == list && e.Value is DocumentNode.Mapping map && map.Find("count")?.Value is { } count && LintStep.Exact(count).Any(static s => s.Text == "1"));

    /// <summary>Whether an address names a collection: a path that ends in a word, not in what a step captured or an id.</summary>
    private static bool IsList(string address)
    {
        string path = address.Split('?', '#')[0];
        int slash = path.LastIndexOf('/');
        return slash > 0 && Word().IsMatch(path[(slash + 1)..]);
    }

    private static bool IsSorted(LintStep step) =>
        Sorting().IsMatch(step.Http!.Value.Address)
        || (step.Map.Find("query")?.Value is DocumentNode.Mapping query && query.Entries.Any(static e => Sorting().IsMatch($"?{e.Key.Text}=")));

    [GeneratedRegex(@"\[\s*-?[0-9]+\s*\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex(@"'[^']*'|""[^""]*""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[a-z][a-z_-]*s$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[?&]\$?(sort|order|rank)[a-z_.\[\]-]*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Sorting();
}
