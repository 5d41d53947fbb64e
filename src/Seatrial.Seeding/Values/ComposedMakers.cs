using System.Collections.Immutable;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of values that are made of values.</summary>
internal static class ComposedMakers
{
    public static IValueMaker? Array(MakerRequest request, DataType.Array array, out string reason)
    {
        ValueShape.Lists? lists = request.Shape as ValueShape.Lists;
        ImmutableArray<Bucket> lengths = lists is { Lengths.IsEmpty: false } ? lists.Lengths : [new Bucket(0, 4, 1)];
        (int least, int most) = Ends(request.Rule.Cardinality);
        if (least > most)
        {
            reason = "its checks leave no number of items";
            return null;
        }

        ColumnRule items = DomainRules.Of(request.Schema, array.Element, request.Settings);
        MakerRequest each = request with { Type = array.Element, Shape = lists?.Element, Rule = request.Rule.Item is { } asked ? RuleMerge.Both(items, asked) : items };
        if (TypeMakers.For(each, out reason) is not { } inner)
        {
            return null;
        }

        IValueMaker item = each.Rule.Excluded.IsEmpty ? inner : new ExceptMaker(inner, each.Rule.Excluded);
        Weights weights = new([.. lengths.Select(static b => b.Share)]);
        return new FunctionMaker((ref random) =>
        {
            CellValue[] values = new CellValue[Math.Clamp((int)Math.Min(Buckets.Whole(lengths, weights, ref random), 10_000), least, most)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = item.Make(ref random);
            }

            return CellValue.Literal(LiteralText.Array(values));
        });
    }

    public static IValueMaker? Composite(MakerRequest request, UserType.Composite composite, out string reason)
    {
        reason = string.Empty;
        IValueMaker[] makers = new IValueMaker[composite.Attributes.Length];
        for (int i = 0; i < makers.Length; i++)
        {
            TypeAttribute attribute = composite.Attributes[i];
            MakerRequest each = new(request.Schema, attribute.Type, attribute.Name, request.Settings) { Rule = DomainRules.Of(request.Schema, attribute.Type, request.Settings) };
            if (TypeMakers.For(each, out string inner) is { } maker)
            {
                makers[i] = each.Rule.Excluded.IsEmpty ? maker : new ExceptMaker(maker, each.Rule.Excluded);
            }
            else if (each.Rule.Nulls == NullRule.Never)
            {
                reason = $"its attribute {attribute.Name} has none: {inner}";
                return null;
            }
            else
            {
                makers[i] = ConstantMaker.Null;
            }
        }

        return new FunctionMaker((ref random) =>
        {
            CellValue[] values = new CellValue[makers.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = makers[i].Make(ref random);
            }

            return CellValue.Literal(LiteralText.Row(values));
        });
    }

    /// <summary>Ranges with both ends, of which the low one is in it and the high one is not; none is empty.</summary>
    public static IValueMaker? Range(MakerRequest request, DataType element, bool isSeveral)
    {
        MakerRequest ends = request with { Type = element, Rule = ColumnRule.None, Shape = null };
        if (Grids.Of(ends) is not { } grid)
        {
            return null;
        }

        // Room for the high end behind the last low one.
        long last = grid.Last(CellInterval.All), width = (long)Math.Max(1, Math.Min(1e12m, Width(grid) / grid.Step));
        if (GridMaker.Of(grid, Grids.Buckets(ends, grid), 1000) is not { } lows)
        {
            return null;
        }

        return new FunctionMaker((ref random) =>
        {
            CellValue low = lows.Make(ref random);
            long number = Math.Min((long)(CellAxis.Of(low)!.Value / grid.Step), last - (4 * width));
            long high = number + 1 + random.Below(width);
            string range = LiteralText.Range(grid.At(number), grid.At(high));
            if (!isSeveral)
            {
                return CellValue.Literal(range);
            }

            long next = high + 1 + random.Below(width);
            string other = LiteralText.Range(grid.At(next), grid.At(next + 1 + random.Below(width)));
            return CellValue.Literal(random.Happens(0.5) ? $"{{{range}}}" : $"{{{range},{other}}}");
        });
    }

    private static decimal Width(Grid grid) => grid.Kind switch
    {
        GridKind.Date => 30,
        GridKind.Timestamp => 7m * CellAxis.Day,
        GridKind.Time => CellAxis.Hour,
        _ => 100,
    };

    private static (int Least, int Most) Ends(CellInterval count)
    {
        decimal least = Math.Max(0, count.Low is { } low ? (count.LowIsOpen ? Math.Floor(low) + 1 : Math.Ceiling(low)) : 0);
        decimal most = Math.Min(10_000, count.High is { } high ? (count.HighIsOpen ? Math.Ceiling(high) - 1 : Math.Floor(high)) : 10_000);
        return ((int)Math.Min(least, 10_001), (int)Math.Max(most, -1));
    }
}
