using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Boundaries;

/// <summary>Binds what a boundary file holds in place of steps: actors × rules, each pair a request of its own, and wrong tokens for every protected route.</summary>
/// <remarks>A boundary is a flow: what it makes is removed, its requests carry the run's identity, and its failures read like any other.</remarks>
/// <param name="project">The project, without its flows.</param>
/// <param name="steps">Makes a binder of steps for a project that has the boundary's actors, too.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class BoundaryBinder(ProjectModel project, Func<ProjectModel, Action<Diagnostic>, StepBinder> steps, Action<Diagnostic> report)
{
    private const int RulesAtOnce = 4;
    private const string RulesHint = "Say who may do what: `rules: [{ http: GET {{ orders }}/orders, allow: [alice] }]`.";
    private static readonly string[] Refusals = ["401", "403", "404"];
    private readonly HashSet<Diagnostic> _reported = [];

    /// <summary>The routes that the rules are about.</summary>
    public ImmutableArray<BoundaryRoute> Routes { get; private set; } = [];

    /// <summary>Binds the steps.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="context">The names in reach.</param>
    public (ImmutableArray<StepPlan> Steps, BindContext After) Bind(MapReader reader, BindContext context)
    {
        ImmutableSortedDictionary<string, ActorModel> own = new ActorBinder([.. project.Tokens.Keys], report).Bind(reader.Entries("actors"));
        ImmutableSortedDictionary<string, ActorModel> actors = project.Actors.SetItems(own);
        string[] cast = [.. own.IsEmpty ? project.Actors.Keys : own.Keys];
        if (cast.Length == 0)
        {
            reader.Report("ST0552", reader.Map.Span, "The boundary has nobody to try it with.", "Add `actors: { anonymous: {}, alice: { auth: TOKEN } }`.");
        }

        StepListBinder lists = new(steps(project with { Actors = actors }, Once), Once);
        DocumentNode.Sequence? given = List(reader, "given", reader.Node("given"));
        (ImmutableArray<StepPlan> made, BindContext ready) = given is null ? ([], context) : lists.Bind(given, context);
        ImmutableArray<(TokenAttackPlan Plan, DocumentNode? Expect)> attacks = new AttackBinder([.. project.Tokens.Keys]).Bind(reader);
        if (List(reader, "rules", reader.Required("rules", RulesHint)) is not { } written)
        {
            return (made, ready);
        }

        if (written.Items.IsEmpty)
        {
            // Nothing would be tried, and the boundary would be green.
            reader.Report("ST0555", written.Span, "The boundary has no rules: it would try nothing.", RulesHint);
            return (made, ready);
        }

        BoundaryRule[] rules = [.. written.Items.Select(node => BoundaryRule.Read(node, cast, Once)).OfType<BoundaryRule>()];
        Routes = [.. rules.Select(rule => rule.Route([.. project.Services.Keys])).OfType<BoundaryRoute>()];
        PairBinder pairs = new(lists, given, context, ready);
        ImmutableArray<StepPlan>[] tried = [.. rules.Select(rule => ImmutableArray.Create(pairs.Block(rule, [.. cast.Select(name => Pair(rule, actors[name])), .. Attacks(rule, actors, cast, attacks)])))];
        ParallelAction action = new([.. tried], [.. rules.Select(static r => r.Name)]) { AtOnce = RulesAtOnce, IsBoundary = true };
        StepPlan block = new(made.Length, "rules", "Every rule, with every actor", BlockBinder.Parallel, action, written.Span);
        return (made.Add(block), ready);
    }

    private static DocumentNode.Sequence? List(MapReader reader, string key, DocumentNode? node)
    {
        if (node is not (null or DocumentNode.Sequence or DocumentNode.Scalar { Kind: ScalarKind.Null }))
        {
            reader.Report("ST0202", node.Span, $"`{key}` must be a list, and this is {node.Describe()}.", "Begin each of them with a hyphen.");
        }

        return node as DocumentNode.Sequence;
    }

    /// <summary>A rule with an actor: allowed and seen to work, or refused.</summary>
    private static BoundaryPair Pair(BoundaryRule rule, ActorModel actor)
    {
        SourceSpan span = rule.Map.Span;
        DocumentNode who = BoundaryNodes.Text(actor.Name, span);
        if (rule.Allowed.TryGetValue(actor.Name, out DocumentNode? seen))
        {
            DocumentNode any = BoundaryNodes.Map(span, ("status", BoundaryNodes.Map(span, ("atLeast", BoundaryNodes.Number("200", span)), ("below", BoundaryNodes.Number("300", span)))));
            DocumentNode expect = seen ?? rule.Map.Find("expect")?.Value ?? any;
            return new($"{actor.Name} may: {rule.Name}", ("as", who), expect, null);
        }

        DocumentNode refused = rule.Denied.GetValueOrDefault(actor.Name) ?? BoundaryNodes.Map(span, ("in", BoundaryNodes.OneOf(span, Refusals)));
        return new($"{actor.Name} may not: {rule.Name}", ("as", who), BoundaryNodes.Map(span, ("status", refused)), null);
    }

    /// <summary>Wrong tokens, in place of the good one of somebody who may. A route that is open to those without a token has none to attack.</summary>
    private static IEnumerable<BoundaryPair> Attacks(
        BoundaryRule rule,
        ImmutableSortedDictionary<string, ActorModel> actors,
        string[] cast,
        ImmutableArray<(TokenAttackPlan Plan, DocumentNode? Expect)> attacks)
    {
        ActorModel[] allowed = [.. cast.Where(rule.Allowed.ContainsKey).Select(name => actors[name])];
        if (allowed.Length == 0 || allowed.Any(static actor => actor.Auth is null))
        {
            yield break;
        }

        foreach ((TokenAttackPlan plan, DocumentNode? expect) in attacks)
        {
            DocumentNode refused = expect ?? BoundaryNodes.Number("401", plan.Span);
            yield return new(
                $"{AttackBinder.Describe(plan)} nobody may: {rule.Name}",
                ("auth", BoundaryNodes.Text(allowed[0].Auth!, plan.Span)),
                BoundaryNodes.Map(plan.Span, ("status", refused)),
                plan);
        }
    }

    /// <summary>What is given is bound again for each request that has it for itself: its mistakes are still one each.</summary>
    private void Once(Diagnostic diagnostic)
    {
        if (_reported.Add(diagnostic))
        {
            report(diagnostic);
        }
    }
}
