using Seatrial.Core.Documents;
using static Seatrial.Project.Shapes.Keys;

namespace Seatrial.Project.Shapes;

/// <summary>How boundary files are written.</summary>
internal static class BoundaryShapes
{
    /// <summary>Those steps can act as, by name.</summary>
    public static DocumentShape Actors { get; } = new DocumentShape.Names(Map(Key("auth", Text, "The token provider of their requests; without it they show no token.")));

    public static DocumentShape.Map File { get; } = Map(
        Must("boundary", Text, "What it keeps apart, in the words of whoever depends on it."),
        Key("why", Text, "Why it matters. It is told when the boundary fails."),
        Key("owner", Text, "Whom to tell when it fails."),
        Key("runbook", Text, "Where to read what to do."),
        Key("critical", Flag, "Whether its failure fails the run; otherwise it warns. Default: true."),
        Key("tags", Texts, "Tags to choose boundaries by."),
        Key("within", Duration, "The deadline of all its requests, such as 20s."),
        Key("lock", Texts, "Named resources: flows that share one do not run at once."),
        Key("needs", Texts, "Flows that must have passed before this one starts."),
        Key("data", Any, "The rows it is run with, once each: a list, a file of CSV, JSON or YAML, or a map with `rows` or `file`, and `name`."),
        Key("inputs", Values, "What it takes when a flow calls it; a value is the default, nothing means it must be given."),
        Key("outputs", Values, "What it gives back to a flow that calls it."),
        FlowShapes.Lint,
        Key("variables", Values, "Values it draws or composes once, before its first request."),
        Key("actors", Actors, "Who is tried; without it all actors of the project."),
        Key("given", new DocumentShape.List(new DocumentShape.Shared(FlowShapes.Step)), "Steps that make what the rules are about."),
        Must("rules", new DocumentShape.List(Any), "Requests, each with who may make it: `http`, `allow`, `deny`."),
        Key("tokens", Any, "Wrong tokens that every protected rule is tried with: missing, malformed, expired, wrong-audience, wrong-issuer, wrong-key, embedded-key, tampered, none-algorithm, other-tenant."),
        Key("public", Texts, "Operations of API descriptions that are open to all on purpose: SERVICE.OPERATION."));
}
