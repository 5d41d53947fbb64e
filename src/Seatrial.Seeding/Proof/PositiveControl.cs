using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Plants values into columns of the target, in memory, in every disguise: a proof that does not find them proves nothing. Invented
/// ones must all be found. Real ones tell how surely a single value of this production would be, which chance may hide.
/// </summary>
/// <param name="production">What is known of production.</param>
/// <param name="tables">The target's tables, scanned.</param>
/// <param name="threshold">What is less likely raises an alarm.</param>
internal sealed class PositiveControl(ProductionFindings production, IReadOnlyList<TargetTable> tables, double threshold)
{
    private const int Columns = 6;

    public ImmutableArray<Sensitivity> Run()
    {
        CellTrial[] trials =
        [
            .. tables.SelectMany(static t => t.Table.Columns.Select((c, i) => (Table: t, Column: c, At: i)))
                .Where(static c => c.Column.Class == ValueClass.Text && c.Table.Values[c.At] > 0)
                .OrderByDescending(static c => c.Table.Values[c.At]).Take(Columns)
                .Select(c => new CellTrial(production, c.Table, c.At)),
        ];
        string[] real = [.. production.Samples];
        Canary[] canaries = [.. production.Canaries];
        return trials.Length == 0 ? [] :
        [
            .. Disguise.OfTexts.Select(d => Measure(d, trials, canaries.SelectMany(static c => new[] { c.Name, c.Mail }), real)),
            .. Disguise.OfNumbers.Select(d => Measure(d, trials, canaries.Select(static c => c.Phone), [])),
            .. Disguise.OfAddresses.Select(d => Measure(d, trials, canaries.Select(static c => c.Mail), real.Where(IsAddress))),
            .. Disguise.OfPassages.Select(d => Measure(d, trials, canaries.Select(static c => c.Text), [])),
        ];
    }

    private Sensitivity Measure(Disguise disguise, CellTrial[] trials, IEnumerable<string> invented, IEnumerable<string> real)
    {
        (int planted, int caught) = Count(disguise, trials, invented);
        (int realPlanted, int realCaught) = Count(disguise, trials, real);
        return new(disguise.Name, planted, caught, realPlanted, realCaught) { Required = disguise.IsSure ? planted : 0 };
    }

    private (int Planted, int Caught) Count(Disguise disguise, CellTrial[] trials, IEnumerable<string> values)
    {
        int planted = 0, caught = 0;
        foreach (string cell in values.Select(disguise.Apply))
        {
            foreach (CellTrial trial in trials)
            {
                planted++;
                caught += trial.Try(disguise.Class, cell) <= threshold ? 1 : 0;
            }
        }

        return (planted, caught);
    }

    private static bool IsAddress(string value) => value.IndexOf('@', StringComparison.Ordinal) > 5;
}
