using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Linting;
using static Seatrial.Project.Shapes.Keys;

namespace Seatrial.Project.Shapes;

/// <summary>How flow files are written.</summary>
internal static class FlowShapes
{
    public const string Step = "step";
    public const string CleanupStep = "cleanupStep";
    public const string Expectations = "expectations";

    private static readonly DocumentShape Steps = new DocumentShape.List(Shared(Step));

    public static readonly ShapeKey Lint = Key(
        "lint",
        Map(
            Must("allow", new DocumentShape.List(Choice([.. LintRules.Codes]), MayBeSingle: true), "The findings of `seatrial lint` that are meant to be as they are."),
            Must("because", Text, "Why, for whoever comes after you.")),
        "Findings of `seatrial lint` somebody has weighed.");

    private static readonly DocumentShape Load = OneOf(
        ["rate", "users"],
        Key("rate", Text, "How many journeys begin, whatever becomes of those before: 50/s, 300/m."),
        Key("users", Whole(1, 10_000), "How many users there are: each begins the next journey when its last has ended."),
        Must("for", Duration, "How long journeys are begun, the ramp included."),
        Key("rampUp", Duration, "How long it takes to reach the rate, or for all users to come."),
        Key("maxUsers", Whole(1, 10_000), "How many journeys may be under way at once; those due beyond it are dropped and counted. Default: 100."),
        Key("arrivals", Choice("even", "random"), "Whether journeys begin evenly, or at random with that rate. Default: even."),
        Key("pause", new DocumentShape.Duration(MayBeRange: true), "How long a user pauses between journeys: 100ms..500ms."),
        Key("thresholds", Values, "What is expected: duration.p95, step.NAME.p99, errors, dropped, rate … each with below, atMost, above, atLeast or a value. Unless written, no journey may fail and none be dropped."),
        Key("abortOn", Values, "What ends the load at once, as failed, when it is certain: errors: { above: 20% }."));

    public static DocumentShape.Map File { get; } = Map(
        Must("flow", Text, "What the journey is, in the words of whoever depends on it."),
        Key("why", Text, "Why it matters. It is told when the flow fails."),
        Key("owner", Text, "Whom to tell when it fails."),
        Key("runbook", Text, "Where to read what to do."),
        Key("critical", Flag, "Whether its failure fails the run; otherwise it warns. Default: true."),
        Key("tags", Texts, "Tags to choose flows by."),
        Key("within", Duration, "The deadline of the whole journey, such as 20s."),
        Key("lock", Texts, "Named resources: flows that share one do not run at once."),
        Key("needs", Texts, "Flows that must have passed before this one starts."),
        Key("load", Load, "Runs the flow at a rate or by users for a time, in environments with `allowLoad: true`."),
        Key("data", Any, "The rows it is run with, once each: a list, a file of CSV, JSON or YAML, or a map with `rows` or `file`, and `name`."),
        Key("defaults", Map(ProjectShapes.StepDefaults), "What holds for its steps that say nothing, over the project's."),
        Key("variables", Values, "Values the flow draws or composes once, before its first step."),
        Key("inputs", Values, "What it takes when another flow calls it; a value is the default, nothing means it must be given."),
        Key("outputs", Values, "What it gives back to a flow that calls it."),
        Lint,
        Must("steps", Steps, "What is done, in order; the first step that fails ends the flow."));

    /// <summary>The keys every step shares, whatever its verb; a cleanup has all but <c>cleanup</c>.</summary>
    public static ImmutableArray<ShapeKey> Siblings { get; } =
    [
        Key("name", Text, "What the step is, for people."),
        Key("id", Text, "Its name in the journal; made from `name` where it is left out."),
        Key("tags", Texts, "Tags."),
        Key("when", Any, "Whether the step runs: an expression that is true or false."),
        Key("auth", Text, "The token provider of seatrial.yaml its requests are made with."),
        Key("as", Text, "The actor its requests are made as; brings that actor's token provider."),
        Key("match", Shared(Expectations), "Which of the messages it hears is the one it waits for."),
        Key(
            "until",
            Map(
                Key("within", Duration, "How long it waits at most. Default: 10s."),
                Key("every", new DocumentShape.Duration(MayBeRange: true), "The pause between two tries, or the first and the longest: 100ms..2s."),
                Must("expect", Shared(Expectations), "What ends the waiting."),
                Key("stopOn", Shared(Expectations), "What ends the waiting at once, as failed.")),
            "Waits until something holds: asks again, with growing pauses, until a deadline."),
        Key("expect", Shared(Expectations), "What the answer must show; every line is checked and reported."),
        Key("within", Duration, "The step's deadline; the flow's caps it."),
        Key("retrySafe", Flag, "Whether a network error may be answered by asking again, although the request is not idempotent."),
        Key(
            "capture",
            new DocumentShape.Names(Either(Text, Map(
                Must("from", Text, "What to take."),
                Key("secret", Flag, "Whether it is masked wherever it would be shown.")))),
            "What later steps need of the answer: a name, and where its value is."),
        Key("cleanup", new DocumentShape.List(Shared(CleanupStep), MayBeSingle: true), "What undoes the step: runs whatever becomes of the flow, also after a crash."),
        Lint,
    ];

    /// <summary>The steps that are made of steps.</summary>
    public static ImmutableArray<(ShapeKey Key, ImmutableArray<ShapeKey> Further)> Blocks { get; } =
    [
        (Key("parallel", new DocumentShape.List(Either(Shared(Step), Map(Key("name", Text, "The branch's name."), Must("steps", Steps, "Its steps, in order.")))), "Branches that run at once: each a step, or `steps` with several."), []),
        (Key("forEach", Any, "A list; `steps` run for every item of it."),
        [
            Key("item", Text, "The name of the item in the steps. Default: item."),
            Must("steps", Steps, "What is done with each item."),
            Key("atOnce", Whole(1, 256), "How many items at once. Default: 1."),
        ]),
    ];
}
