namespace Seatrial.Seeding.Values;

/// <summary>Makes one of a list of values.</summary>
/// <param name="values">The values.</param>
/// <param name="weights">How often each is made, in relation to the others.</param>
internal sealed class ChoiceMaker(CellValue[] values, IReadOnlyList<double> weights) : IValueMaker
{
    private readonly Weights _weights = new(weights);

    public CellValue Make(ref CellRandom random) => values[_weights.Pick(ref random)];
}
