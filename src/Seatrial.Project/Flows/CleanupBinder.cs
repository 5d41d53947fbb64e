using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds what undoes a step: steps of their own, each with a way to <c>find</c> what to remove, if need be.</summary>
/// <param name="steps">Binds steps.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class CleanupBinder(StepBinder steps, Action<Diagnostic> report)
{
    private const string FindKey = "find";

    /// <summary>The keys a cleanup has beside those of every step.</summary>
    public static readonly string[] OwnKeys = [FindKey];

    /// <param name="creator">The step to undo.</param>
    /// <param name="after">The names in reach once it answered.</param>
    /// <param name="before">The names in reach if it never did.</param>
    /// <param name="captured">What it captures.</param>
    public ImmutableArray<StepPlan> Bind(MapReader creator, BindContext after, BindContext before, ImmutableArray<string> captured)
    {
        DocumentNode? node = creator.Node("cleanup");
        ImmutableArray<StepPlan>.Builder plans = ImmutableArray.CreateBuilder<StepPlan>();
        IEnumerable<DocumentNode> items = node switch
        {
            null => [],
            DocumentNode.Sequence list => list.Items,
            _ => [node],
        };
        foreach (DocumentNode item in items)
        {
            if (steps.Bind(item, plans.Count, after, isCleanup: true).Plan is { } plan)
            {
                plans.Add(plan with { Find = BindFind(item, before, captured) });
            }
        }

        return plans.ToImmutable();
    }

    private StepPlan? BindFind(DocumentNode cleanup, BindContext before, ImmutableArray<string> captured)
    {
        if ((cleanup as DocumentNode.Mapping)?.Find(FindKey) is not { } entry)
        {
            return null;
        }

        StepPlan? plan = steps.Bind(entry.Value, 0, before, isCleanup: true).Plan;
        if (plan is null)
        {
            return null;
        }

        if ((entry.Value as DocumentNode.Mapping)?.Find(FindKey) is { } nested)
        {
            report(new("ST0430", DiagnosticSeverity.Error, nested.Key.Span, "A `find` cannot have a `find` of its own.", "Find what to remove in one step."));
        }

        if (plan.Capture.IsEmpty)
        {
            report(new("ST0429", DiagnosticSeverity.Error, entry.Key.Span, "This `find` captures nothing, so there is nothing to remove.", "Capture what the cleanup names: `capture: { orderId: $.orders[*].id }`."));
        }

        foreach (CapturePlan capture in plan.Capture.Where(c => !captured.Contains(c.Name, StringComparer.Ordinal)))
        {
            string known = captured.IsEmpty ? "The step captures nothing; without an answer to lose, no `find` is needed." : $"The step captures {string.Join(", ", captured)}.";
            report(new("ST0429", DiagnosticSeverity.Error, capture.Span, $"`{capture.Name}` is not what the step captures, so no cleanup misses it.", known));
        }

        return plan;
    }
}
