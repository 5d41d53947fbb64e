namespace Seatrial.Seeding.Proof;

/// <summary>Asks all questions about all columns, so that all of them together raise an alarm no more often than was said.</summary>
/// <param name="production">What is known of production.</param>
internal sealed class Judge(ProductionFindings production)
{
    /// <summary>Every question that could have raised an alarm.</summary>
    public List<ProofTest> Tests(IEnumerable<TargetTable> tables)
    {
        List<ProofTest> tests = [];
        foreach (TargetTable table in tables)
        {
            for (int i = -1; i < table.Columns.Length; i++)
            {
                TargetColumn column = i < 0 ? table.Together : table.Columns[i];
                foreach ((ReadingKind kind, TargetTally tally) in column.Tallies)
                {
                    Add(tests, table, i, column, kind, tally);
                }
            }
        }

        return tests;
    }

    /// <summary>How many readings of production a column's could meet.</summary>
    public long Meets(TargetTable table, int column, ReadingKind kind) => table.Layout is not { } layout ? production.CountOf((uint)kind) : kind switch
    {
        ReadingKind.Own => production.CountOf(layout.OwnDomain(table.Table.Columns[column].Name)),
        ReadingKind.Pair => production.CountOf(layout.PairDomain),
        ReadingKind.Row => production.CountOf(layout.RowDomain),
        _ => production.CountOf((uint)kind),
    };

    /// <summary>
    /// How likely it is that any of a column's readings is a reading of production as unlikely as this one: there are no more
    /// ways to it than readings here times readings there.
    /// </summary>
    public static double Coincidence(long lookups, long meets, double probability, bool isKnown, double unseen) =>
        Math.Min(1, lookups * (isKnown ? meets * probability : Math.Min(meets * probability, unseen)));

    private void Add(List<ProofTest> tests, TargetTable table, int at, TargetColumn column, ReadingKind kind, TargetTally tally)
    {
        if (tally.Lookups == 0 || Meets(table, at, kind) is not (> 0 and var meets))
        {
            return;
        }

        double least = tally.Hits.Select(h => Coincidence(tally.Lookups, meets, h.Probability, h.IsKnown, column.Chance.Unseen(kind))).DefaultIfEmpty(1).Min();
        tests.Add(new(at, kind, ProofQuestion.Impossible, least) { Table = table, Tally = tally });
        if (column.Control?[kind] is not { Lookups: > 0 } control)
        {
            return;
        }

        double times = (double)tally.Lookups / control.Lookups;
        tests.Add(new(at, kind, ProofQuestion.TooManyRare, Statistics.TooMany(tally.Rare, tally.Lookups, control.Rare, control.Lookups, Math.Max(control.RareSpread(tally.Lookups), tally.Repeats)))
        {
            Table = table,
            Tally = tally,
            Expected = control.Rare * times,
        });
        tests.Add(new(at, kind, ProofQuestion.TooManyCommon, Statistics.TooMany(tally.Common, tally.Lookups, control.Common, control.Lookups, Math.Max(control.CommonSpread(tally.Lookups), tally.Repeats)))
        {
            Table = table,
            Tally = tally,
            Expected = control.Common * times,
        });
    }
}
