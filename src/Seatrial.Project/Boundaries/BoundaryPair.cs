using Seatrial.Core.Documents;

namespace Seatrial.Project.Boundaries;

/// <summary>One request of a rule: by an actor, or with a wrong token.</summary>
/// <param name="Name">What must hold, as a sentence.</param>
/// <param name="Who">The key of the step that says with whose token: <c>as</c> or <c>auth</c>.</param>
/// <param name="Expect">What must come.</param>
/// <param name="Attack">What is wrong with the token; null: nothing.</param>
internal sealed record BoundaryPair(string Name, (string Key, DocumentNode Value) Who, DocumentNode Expect, TokenAttackPlan? Attack);
