using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Flows;

/// <summary>Binds the steps of one list: each sees what those before it captured, and every id is given once in the flow.</summary>
/// <param name="steps">Binds one.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class StepListBinder(StepBinder steps, Action<Diagnostic> report)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Binds a list.</summary>
    /// <returns>The steps, those too broken left out, and the names in reach after them.</returns>
    public (ImmutableArray<StepPlan> Steps, BindContext After) Bind(DocumentNode.Sequence list, BindContext context)
    {
        ImmutableArray<StepPlan>.Builder bound = ImmutableArray.CreateBuilder<StepPlan>();
        foreach (DocumentNode item in list.Items)
        {
            (StepPlan? plan, context) = steps.Bind(item, bound.Count, context, isCleanup: false, this);
            if (plan is not null)
            {
                bound.Add(WithUniqueId(plan, item));
            }
        }

        return (bound.ToImmutable(), context);
    }

    private StepPlan WithUniqueId(StepPlan plan, DocumentNode written)
    {
        if (_ids.Add(plan.Id))
        {
            return plan;
        }

        if ((written as DocumentNode.Mapping)?.Find("id") is { } id)
        {
            report(new("ST0410", DiagnosticSeverity.Error, id.Value.Span, $"Two steps have the id `{plan.Id}`.", "Give one of them another `id`."));
        }

        return plan with { Id = Unused(plan.Id) };
    }

    /// <summary>An id made from a name that another step has, too.</summary>
    private string Unused(string id)
    {
        for (int number = 2; ; number++)
        {
            string next = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
            if (_ids.Add(next))
            {
                return next;
            }
        }
    }
}
