using System.Collections.Immutable;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>What came of looking for a maker of rows.</summary>
internal abstract record RowMakerResult
{
    private RowMakerResult()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Maker">It.</param>
    /// <param name="Notes">What people should know of it.</param>
    public sealed record Made(RowMaker Maker, ImmutableArray<string> Notes) : RowMakerResult;

    /// <summary>There is none.</summary>
    /// <param name="Refusals">Why.</param>
    public sealed record Refused(ImmutableArray<MakerRefusal> Refusals) : RowMakerResult;
}
