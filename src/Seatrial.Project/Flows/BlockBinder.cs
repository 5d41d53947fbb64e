using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds the steps that are made of steps: <c>parallel</c> and <c>forEach</c>.</summary>
/// <param name="lists">Binds lists of steps.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class BlockBinder(StepListBinder lists, Action<Diagnostic> report)
{
    public const string Parallel = "parallel";
    public const string ForEach = "forEach";
    private const string UsualItem = "item";

    /// <summary>The keys of a step that belong to a block.</summary>
    public static IReadOnlyList<string> KeysOf(string block) => block == Parallel ? [] : ["item", "steps", "atOnce"];

    /// <summary>Binds <c>parallel</c>: a list of branches, each a step or a map with <c>steps</c>.</summary>
    /// <returns>The action, and the names in reach after it: what any branch captures.</returns>
    public (IStepAction? Action, BindContext After) BindParallel(MapReader reader, BindContext context)
    {
        if (reader.Node(Parallel) is not DocumentNode.Sequence { Items.IsEmpty: false } list)
        {
            reader.Report("ST0416", reader.Node(Parallel)?.Span ?? reader.Map.Span, "`parallel` is a list of branches.", "Begin each with a dash: a step, or `steps:` with several.");
            return (null, context);
        }

        BindContext after = context;
        var branches = ImmutableArray.CreateBuilder<ImmutableArray<StepPlan>>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (DocumentNode item in list.Items)
        {
            // A branch sees what was there before the block, and nothing of the other branches, which run beside it.
            (DocumentNode.Sequence written, string? name) = BranchOf(item);
            (ImmutableArray<StepPlan> steps, BindContext ended) = lists.Bind(written, context);
            foreach (CapturePlan capture in steps.SelectMany(CapturesOf))
            {
                if (context.Names.KindOf(capture.Name) is null && after.Names.KindOf(capture.Name) is { } taken)
                {
                    reader.Report("ST0405", capture.Span, $"`{capture.Name}` is {taken} already, of another branch.", "Choose another name: names never hide one another.");
                }
            }

            after = after.With(after.Names.With(ended.Names.All.Where(n => !context.Names.Knows(n)), "a capture"));
            branches.Add(steps);
            names.Add(name ?? (steps is [var only] ? only.Name : string.Create(CultureInfo.InvariantCulture, $"branch {names.Count + 1}")));
        }

        return (new ParallelAction(branches.ToImmutable(), names.ToImmutable()), after);
    }

    /// <summary>Binds <c>forEach</c>: a list, and the <c>steps</c> that run for every <c>item</c> of it.</summary>
    public IStepAction? BindForEach(MapReader reader, BindContext context)
    {
        IBoundValue items = context.Bind(reader.Node(ForEach)!);
        if (reader.Node(ForEach) is DocumentNode.Mapping or DocumentNode.Scalar { Kind: ScalarKind.Null or ScalarKind.Integer or ScalarKind.Boolean })
        {
            reader.Report("ST0417", items.Span, "`forEach` needs a list.", "Write `forEach: '{{ skus }}'` or `forEach: [A-1, A-2]`, and what to do under `steps:`.");
        }

        string name = reader.Text("item") ?? UsualItem;
        if (reader.Node("item") is DocumentNode.Scalar written)
        {
            Identifiers.Check(written, "an item", report);
        }

        if (context.Names.KindOf(name) is { } taken)
        {
            reader.Report("ST0405", (reader.Node("item") ?? reader.Node(ForEach)!).Span, $"`{name}` is {taken} already.", "Name the item otherwise with `item: NAME`: names never hide one another.");
        }

        int atOnce = reader.Number("atOnce", otherwise: 1, least: 1, most: 256);
        DocumentNode? steps = reader.Required("steps", "Say what to do with each item: `steps: [{ http: GET {{ catalog }}/items/{{ item }} }]`.");
        if (steps is not DocumentNode.Sequence { Items.IsEmpty: false } list)
        {
            if (steps is not null)
            {
                reader.Report("ST0202", steps.Span, $"`steps` must be a list of at least one step, and this is {steps.Describe()}.", "Begin each step with a dash.");
            }

            return null;
        }

        return new ForEachAction(items, name, atOnce, lists.Bind(list, context.With(context.Names.With(name, "an item"))).Steps);
    }

    private (DocumentNode.Sequence Steps, string? Name) BranchOf(DocumentNode item)
    {
        if (item is not DocumentNode.Mapping map || map.Find("steps") is not { } steps || map.Find(ForEach) is not null)
        {
            return (new DocumentNode.Sequence([item], item.Span), null);
        }

        MapReader branch = new(map, "a branch", report);
        string? name = branch.Text("name");
        _ = branch.Node("steps");
        branch.Finish();
        if (steps.Value is not DocumentNode.Sequence list)
        {
            report(new("ST0202", DiagnosticSeverity.Error, steps.Value.Span, $"`steps` must be a list, and this is {steps.Value.Describe()}.", "Begin each step with a dash."));
            return (new DocumentNode.Sequence([], steps.Value.Span), name);
        }

        return (list, name);
    }

    private static IEnumerable<CapturePlan> CapturesOf(StepPlan step) =>
        step.Action is ParallelAction inner ? step.Capture.Concat(inner.Branches.SelectMany(b => b.SelectMany(CapturesOf))) : step.Capture;
}
