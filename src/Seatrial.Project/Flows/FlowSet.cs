using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Flows;

/// <summary>The flows of a project, put together: hashes, what needs what, and one flow for each row of data.</summary>
/// <param name="plans">The flows as bound, by id.</param>
/// <param name="calls">Which flow calls which.</param>
/// <param name="sources">The texts of all files.</param>
internal sealed class FlowSet(IReadOnlyDictionary<string, FlowPlan> plans, CallGraph calls, IReadOnlyDictionary<string, string> sources)
{
    /// <summary>Reports every need that leads back to the flow it stands in.</summary>
    public void CheckNeeds(Action<Diagnostic> report)
    {
        foreach ((string id, FlowPlan plan) in plans.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            foreach (DocumentNode.Scalar need in plan.Needs.Where(n => Reaches(n.Text, id, [])))
            {
                string message = need.Text == id ? $"The flow `{id}` needs itself." : $"The flow `{need.Text}` needs `{id}` in turn, so neither could start.";
                report(new("ST0424", DiagnosticSeverity.Error, need.Span, message, "Remove one of the two needs."));
            }
        }
    }

    /// <summary>Reports every call of a flow that is run once for each row of its data.</summary>
    public void CheckCalls(Action<Diagnostic> report)
    {
        foreach ((_, DocumentNode.Scalar called) in calls.All())
        {
            if (plans.TryGetValue(called.Text, out FlowPlan? loaded) && loaded.Load is not null)
            {
                report(new("ST0447", DiagnosticSeverity.Error, called.Span, $"The flow `{called.Text}` has `load`, and is run as one, not called.", "Move its steps to a flow of their own, and call that from both."));
            }

            if (plans.TryGetValue(called.Text, out FlowPlan? plan) && !plan.Rows.IsEmpty)
            {
                report(new("ST0425", DiagnosticSeverity.Error, called.Span, $"The flow `{called.Text}` has `data`, and is not called but run once for each row.", "Move its steps to a flow with `inputs`, and call that from both."));
            }
        }
    }

    /// <summary>The flows a run can choose from, by id: those with data once for each row.</summary>
    public ImmutableSortedDictionary<string, FlowPlan> Expand()
    {
        var expanded = ImmutableSortedDictionary.CreateBuilder<string, FlowPlan>(StringComparer.Ordinal);
        foreach ((string id, FlowPlan plan) in plans)
        {
            string hash = calls.HashOf(id, FilesOf);
            ImmutableArray<string> needs = [.. plan.Needs.SelectMany(n => IdsOf(n.Text))];
            FlowHeader header = plan.Header with { Hash = hash, Needs = needs };
            if (plan.Rows.IsEmpty)
            {
                expanded[id] = plan with { Header = header };
                continue;
            }

            foreach (DataRow row in plan.Rows)
            {
                string rowId = IdOf(id, row);
                expanded[rowId] = plan with
                {
                    Header = header with { Id = rowId, Name = $"{header.Name} [{row.Name}]" },
                    Row = row.Values,
                    Rows = [],
                };
            }
        }

        return expanded.ToImmutable();
    }

    private static string IdOf(string flowId, DataRow row) => $"{flowId}[{row.Name}]";

    private IEnumerable<string> IdsOf(string flowId) =>
        !plans.TryGetValue(flowId, out FlowPlan? plan) ? []
        : plan.Rows.IsEmpty ? [flowId]
        : plan.Rows.Select(row => IdOf(flowId, row));

    /// <summary>The further files of a flow, name and content: they count in its hash.</summary>
    private IEnumerable<(string Path, string Text)> FilesOf(string flowId) =>
        plans.TryGetValue(flowId, out FlowPlan? plan) ? plan.Files.Select(path => (path, sources[path])) : [];

    private bool Reaches(string from, string target, HashSet<string> seen) =>
        from == target
        || (seen.Add(from) && plans.TryGetValue(from, out FlowPlan? plan) && plan.Needs.Any(n => Reaches(n.Text, target, seen)));
}
