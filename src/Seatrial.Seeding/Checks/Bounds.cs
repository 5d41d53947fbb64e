using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Where values lie that are compared with others.</summary>
internal static class Bounds
{
    private const int Rounds = 4;

    /// <summary>Where a value is on the axis of a column; null when it is nowhere.</summary>
    public static decimal? Place(object? value, DataType plain, Measure measure)
    {
        if (measure != Measure.Value)
        {
            return value is decimal count ? count : null;
        }

        return (plain as DataType.Scalar)?.Kind switch
        {
            ScalarKind.Date => value switch { Datum.Day day => day.Number, Datum.Moment moment => (decimal)moment.Microseconds / CellAxis.Day, _ => null },
            ScalarKind.Timestamp or ScalarKind.TimestampWithZone => value switch { Datum.Moment moment => moment.Microseconds, Datum.Day day => (decimal)day.Number * CellAxis.Day, _ => null },
            ScalarKind.Time or ScalarKind.TimeWithZone => value is Datum.Clock clock ? clock.Microseconds : null,
            ScalarKind.Interval => value is Datum.Span ? Datum.Place(value) : null,
            ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money => value is decimal number ? number : null,
            _ => null,
        };
    }

    public static CellInterval Of(string name, decimal place) => name switch
    {
        "<" => CellInterval.To(place, isOpen: true),
        "<=" => CellInterval.To(place),
        ">" => CellInterval.From(place, isOpen: true),
        ">=" => CellInterval.From(place),
        "=" => CellInterval.Between(place, place),
        _ => CellInterval.All,
    };

    /// <summary>Takes the ends of columns over to those that they are compared with, so that the first one made leaves room for the next.</summary>
    public static void Spread(BranchWork work, Table table)
    {
        EvaluatedRow row = work.Early;
        for (int i = 0; i < Rounds; i++)
        {
            foreach (Side side in work.Relations.SelectMany(static r => r.Sides))
            {
                string[] others = [.. side.Right.Columns().Distinct(StringComparer.Ordinal)];
                if (side.Measure == Measure.Value && side.Divisor is null && others.Length == 1 && side.Operator != "<>")
                {
                    Spread(work, row, side, others[0]);
                }
            }
        }

        Array.Clear(row.Cells);
    }

    private static void Spread(BranchWork work, EvaluatedRow row, Side side, string other)
    {
        CellInterval ends = work.Rules.TryGetValue(other, out ColumnRule? rule) ? rule.Interval : CellInterval.All;
        if (rule?.Allowed is { Length: > 0 } allowed && allowed.All(static v => CellAxis.Of(v) is not null))
        {
            ends = ends.And(CellInterval.Between(allowed.Min(static v => CellAxis.Of(v)), allowed.Max(static v => CellAxis.Of(v))));
        }

        DataType plain = work.Plain(side.Column);
        foreach ((decimal? end, bool isOpen, bool isHigh) in new[] { (ends.Low, ends.LowIsOpen, false), (ends.High, ends.HighIsOpen, true) })
        {
            if (end is not { } at || ValueAt(work, row, side.Right, other, at, plain) is not { } place || ValueAt(work, row, side.Right, other, at + 1, plain) is not { } next || next == place)
            {
                continue;
            }

            // Where the other side grows with the column, its high end is a high end.
            bool isTop = isHigh == next > place;
            string name = side.Operator;
            if (isTop && name is "<" or "<=" or "=" || (!isTop && name is ">" or ">=" or "="))
            {
                bool isStrict = isOpen || name is "<" or ">";
                work.Add(side.Column, new ColumnRule { Interval = isTop ? CellInterval.To(place, isStrict) : CellInterval.From(place, isStrict) });
            }
        }
    }

    private static decimal? ValueAt(BranchWork work, EvaluatedRow row, Expression expression, string column, decimal at, DataType plain)
    {
        CellValue? cell = (work.Plain(column) as DataType.Scalar)?.Kind switch
        {
            ScalarKind.Integer when at == decimal.Truncate(at) && Math.Abs(at) < long.MaxValue => CellValue.Of((long)at),
            ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Integer or ScalarKind.Money => CellValue.Of(at),
            ScalarKind.Date => CellValue.Date((long)at),
            ScalarKind.Timestamp or ScalarKind.TimestampWithZone => CellValue.Timestamp((long)at),
            ScalarKind.Time => CellValue.Time((long)at),
            _ => null,
        };
        if (cell is not { } found)
        {
            return null;
        }

        row.Cells[row.Place(column)] = found;
        return Place(Evaluator.Evaluate(expression, row), plain, Measure.Value);
    }
}
