using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>What cannot be told from the structure: whether the values that are there can be masked as they are to be.</summary>
internal static class MaskChecks
{
    /// <summary>Refuses what does not fit.</summary>
    /// <param name="plan">What is taken.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ImmutableArray<Refusal>> RefusalsAsync(MaskPlan plan, IMaskSource source, CancellationToken cancellationToken)
    {
        List<Refusal> refusals = [];
        foreach (MaskTable table in plan.Tables)
        {
            string[] asked = [.. table.Columns.Where(static c => c.Mask is NumberFormMask or TokenMask).Select(static c => c.Name)];
            TableFacts facts = await source.FactsAsync(table.Source, asked, cancellationToken);
            MaskUniqueness.Check(table, facts, refusals.Add);
            foreach (MaskColumn column in table.Columns.Where(c => asked.Contains(c.Name)))
            {
                ColumnFacts known = facts.Columns[column.Name];
                if (column.Mask is NumberFormMask form && known.Largest > form.Most)
                {
                    refusals.Add(new(table.Name, column.Name, string.Create(CultureInfo.InvariantCulture, $"it has numbers above {form.Most}, which `fpe` leaves to rows that come later."), "Make the column wider, or keep it with a reason."));
                }

                long length = TokenMask.LengthOf(known.LongestBytes);
                if (column.Mask is TokenMask && Values.DataTypes.Plain(new DatabaseSchema(default), column.Column.Type) is DataType.Scalar { Length: { } most } && length > most)
                {
                    refusals.Add(new(table.Name, column.Name, string.Create(CultureInfo.InvariantCulture, $"a token of its longest value has {length} characters, and {most} fit."), "Take `fpe`, which keeps lengths, or `hash`, or widen the column."));
                }
            }
        }

        return [.. refusals];
    }
}
