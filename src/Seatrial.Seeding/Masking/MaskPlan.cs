using System.Collections.Immutable;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>What is taken from one database into another, and how.</summary>
/// <param name="Tables">The tables whose rows are taken.</param>
/// <param name="Groups">Their names in an order in which they can be filled; those of a group need each other.</param>
/// <param name="References">What points at what, virtual references among them, as far as it is taken.</param>
/// <param name="Refusals">Why it cannot be done; empty when it can.</param>
internal sealed record MaskPlan(
    ImmutableArray<MaskTable> Tables,
    ImmutableArray<ImmutableArray<ObjectName>> Groups,
    ImmutableArray<MaskLink> References,
    ImmutableArray<Refusal> Refusals) : IDisposable
{
    public MaskTable this[ObjectName name] => Tables.First(t => t.Name == name);

    public void Dispose()
    {
        foreach (MaskColumn column in Tables.SelectMany(static t => t.Columns))
        {
            column.Mask.Dispose();
        }
    }
}
