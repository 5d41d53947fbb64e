using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expectations;

/// <summary>Binds expectations that a verb has of its own, such as those of each span that <c>trace</c> looks at.</summary>
public static class VerbExpectations
{
    /// <summary>Binds a map of subject to matcher, or a list of such maps.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="what">What has the subjects, as messages call it.</param>
    /// <param name="subjects">The subjects besides <c>duration</c> and JSONPath; one that ends in a dot takes a name.</param>
    /// <param name="context">Where to report and how to bind values.</param>
    public static ImmutableArray<ExpectationPlan> Bind(DocumentNode node, string what, IReadOnlyCollection<string> subjects, IBindContext context) =>
        new ExpectationBinder(context, new SubjectBinder(what, subjects, context.Report), schemas: null, context.Report).Bind(node);

    /// <summary>The names that expectations read.</summary>
    /// <param name="plans">The expectations.</param>
    public static IEnumerable<string> NamesOf(IEnumerable<ExpectationPlan> plans) => plans.SelectMany(static plan => plan.Matcher.Names);
}
