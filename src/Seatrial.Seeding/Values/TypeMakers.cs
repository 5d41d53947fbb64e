using System.Collections.Immutable;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of values that may be the same, by the type of the values; none of them makes nulls.</summary>
internal static class TypeMakers
{
    private const string Nothing = "its checks leave no value";

    /// <summary>The maker, or null and the reason why there is none.</summary>
    public static IValueMaker? For(MakerRequest request, out string reason)
    {
        reason = Nothing;
        if (request.Rule.Allowed is { } allowed)
        {
            return Choice(request, allowed);
        }

        DataType type = request.Plain;
        switch (type)
        {
            case DataType.Scalar { Kind: ScalarKind.Other }:
                if (ExtensionMakers.For(request) is { } special)
                {
                    return special;
                }

                break;
            case DataType.Scalar scalar:
                return Scalar(request, scalar);
            case DataType.Array array:
                return ComposedMakers.Array(request, array, out reason);
            case DataType.Range range:
                return ComposedMakers.Range(request, range.Element, range.IsSeveral);
            case DataType.Named named:
                switch (request.Schema.FindType(named.Name))
                {
                    case UserType.Enumeration labels:
                        return Labels(request, labels);
                    case UserType.Composite composite:
                        return ComposedMakers.Composite(request, composite, out reason);
                    case UserType.Range range:
                        return ComposedMakers.Range(request, range.Element, range.IsSeveral);
                }

                break;
        }

        reason = $"values of the type {type.Text} cannot be made";
        return null;
    }

    private static IValueMaker? Scalar(MakerRequest request, DataType.Scalar scalar) => scalar.Kind switch
    {
        ScalarKind.Boolean => Choice(request, [CellValue.Of(true), CellValue.Of(false)]),
        ScalarKind.Text => TextMakers.For(request, scalar),
        ScalarKind.Blob => ByteMakers.Blob(request),
        ScalarKind.Bits => ByteMakers.Bits(request, scalar),
        ScalarKind.Uuid => new FunctionMaker(static (ref random) => CellValue.Literal(ByteMakers.Uuid(random.Next(), random.Next()))),
        ScalarKind.Json => DocumentMakers.For(request),
        ScalarKind.Xml => DocumentMakers.Xml(request),
        ScalarKind.Network => NetworkMakers.For(DataTypes.BareName(scalar)),
        ScalarKind.Geometric => GeometricMakers.For(DataTypes.BareName(scalar)),
        ScalarKind.TextSearch => TextMakers.Search(request, DataTypes.BareName(scalar) == "tsquery"),
        _ => Number(request),
    };

    private static IValueMaker? Number(MakerRequest request)
    {
        if (Grids.Of(request) is not { } grid)
        {
            return null;
        }

        if (request.Shape is ValueShape.Categories { Values.IsEmpty: false } categories && Categories(request, grid, categories) is { } choice)
        {
            return choice;
        }

        decimal usual = grid.Kind switch
        {
            GridKind.Date => 730,
            GridKind.Timestamp => 730m * CellAxis.Day,
            GridKind.Time or GridKind.TimeWithZone or GridKind.Interval => CellAxis.Day,
            _ => 1000,
        };
        if (GridMaker.Of(grid, Grids.Buckets(request, grid), usual) is not { } maker)
        {
            return null;
        }

        // Of a few values the excluded ones are taken out for good.
        long first = grid.First(CellInterval.All), last = grid.Last(CellInterval.All);
        if (!request.Rule.Excluded.IsEmpty && last - first is >= 0 and < 256)
        {
            CellValue[] left = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => grid.At(first + i)).Except(request.Rule.Excluded)];
            return left.Length == 0 ? null : new ChoiceMaker(left, [.. left.Select(static _ => 1.0)]);
        }

        return maker;
    }

    /// <summary>Known numbers by their shares; the unknown ones are made by what is usual.</summary>
    private static IValueMaker? Categories(MakerRequest request, Grid grid, ValueShape.Categories categories)
    {
        List<CellValue> values = [];
        List<double> weights = [];
        foreach (Category category in categories.Values)
        {
            if (CellText.Read(request.Schema, request.Type, category.Value) is { IsNull: false } value && (CellAxis.Of(value) is not { } place || grid.Limits.Contains(place)))
            {
                values.Add(value);
                weights.Add(category.Share);
            }
        }

        if (values.Count == 0)
        {
            return null;
        }

        ChoiceMaker known = new([.. values], weights);
        return categories.OtherShare > 0 && GridMaker.Of(grid, UsualRanges.Of(request.Name, grid, request.Settings), 1000) is { } other
            ? new EitherMaker(other, known, categories.OtherShare)
            : known;
    }

    private static ChoiceMaker? Labels(MakerRequest request, UserType.Enumeration labels) => Choice(request, [.. labels.Labels.Select(static l => CellValue.Literal(l))]);

    /// <summary>One of a list, as often as the profile says; what it does not name shares the rest.</summary>
    private static ChoiceMaker? Choice(MakerRequest request, ImmutableArray<CellValue> values)
    {
        CellValue[] left = [.. values.Where(v => !request.Rule.Excluded.Contains(v) && Fits(request.Rule, v)).Distinct()];
        if (left.Length == 0)
        {
            return null;
        }

        double[] weights = new double[left.Length];
        if (request.Shape is ValueShape.Categories categories)
        {
            foreach (Category category in categories.Values)
            {
                int index = Array.FindIndex(left, v => LiteralText.Of(v) == category.Value || (v.Kind == CellKind.Boolean && category.Value == (v.Truth ? "true" : "false")));
                if (index >= 0)
                {
                    weights[index] += category.Share;
                }
            }

            int unnamed = weights.Count(static w => w <= 0);
            for (int i = 0; i < weights.Length && unnamed > 0; i++)
            {
                weights[i] = weights[i] > 0 ? weights[i] : Math.Max(categories.OtherShare, 0) / unnamed;
            }
        }

        return new(left, weights);
    }

    private static bool Fits(ColumnRule rule, CellValue value) =>
        (rule.Interval.IsAll || CellAxis.Of(value) is not { } place || rule.Interval.Contains(place))
        && (rule.Length.IsAll || value.Kind is not (CellKind.Text or CellKind.Literal) || rule.Length.Contains(value.Text.Length))
        && (rule.MultipleOf is not { } multiple || CellAxis.Of(value) is not { } number || number % multiple == 0);
}
