using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>How a step of a verb is written, for editors.</summary>
/// <param name="Description">What the verb does, in a sentence or two.</param>
/// <param name="Value">What stands under the verb's own key.</param>
public sealed record VerbShape(string Description, DocumentShape Value)
{
    /// <summary>The further keys of the step that belong to the verb: those of <see cref="IStepVerb.OwnKeys"/>, and no other.</summary>
    public ImmutableArray<ShapeKey> Keys { get; init; } = [];
}
