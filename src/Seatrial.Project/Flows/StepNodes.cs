using Seatrial.Core.Documents;

namespace Seatrial.Project.Flows;

/// <summary>Finds steps in what was written, before anything is bound.</summary>
internal static class StepNodes
{
    /// <summary>The steps of a list, or a single one, with those inside blocks.</summary>
    public static IEnumerable<DocumentNode.Mapping> Of(DocumentNode? node) => node switch
    {
        DocumentNode.Sequence list => list.Items.OfType<DocumentNode.Mapping>().SelectMany(OfStep),
        DocumentNode.Mapping single => OfStep(single),
        _ => [],
    };

    /// <summary>A step, and the steps inside it; a branch is no step, but has some.</summary>
    private static IEnumerable<DocumentNode.Mapping> OfStep(DocumentNode.Mapping step) =>
        Of(step.Find(BlockBinder.Parallel)?.Value).Concat(Of(step.Find("steps")?.Value)).Prepend(step);
}
