using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting;

/// <summary>A flow as written.</summary>
/// <param name="Root">The file's map.</param>
/// <param name="Steps">Its steps in the order written: those inside blocks and the cleanups among them.</param>
internal sealed record LintFlow(DocumentNode.Mapping Root, ImmutableArray<LintStep> Steps)
{
    private readonly Lazy<ImmutableHashSet<string>> _sent = new(() => Sent(Root, Steps));

    /// <summary>Reads a flow.</summary>
    public static LintFlow Of(DocumentNode.Mapping root) => new(root, [.. StepsOf(root.Find("steps")?.Value, null, isCleanup: false)]);

    /// <summary>Whether the flow itself sends or is given a text: then to find it in an answer is no accident.</summary>
    public bool Sends(string text) => _sent.Value.Contains(text);

    private static ImmutableHashSet<string> Sent(DocumentNode.Mapping root, ImmutableArray<LintStep> steps) =>
    [
        .. steps.SelectMany(static step => step.Doing).Select(static e => e.Value)
            .Append(root.Find("data")?.Value)
            .Append(root.Find("inputs")?.Value)
            .SelectMany(LintStep.Scalars)
            .Select(static scalar => scalar.Text),
    ];

    private static IEnumerable<LintStep> StepsOf(DocumentNode? node, LintStep? around, bool isCleanup)
    {
        IEnumerable<DocumentNode> items = node switch
        {
            DocumentNode.Sequence list => list.Items,
            DocumentNode.Mapping single => [single],
            _ => [],
        };
        foreach (DocumentNode.Mapping map in items.OfType<DocumentNode.Mapping>())
        {
            LintStep step = new(map, around, isCleanup);
            yield return step;
            IEnumerable<LintStep> inner = StepsOf(map.Find("parallel")?.Value, step, isCleanup)
                .Concat(StepsOf(map.Find("steps")?.Value, step, isCleanup))
                .Concat(StepsOf(map.Find("cleanup")?.Value, step, isCleanup: true));
            foreach (LintStep each in inner)
            {
                yield return each;
            }
        }
    }
}
