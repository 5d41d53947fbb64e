using System.Globalization;
using System.Text.Json;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of values of which no two are the same, by the type of the values.</summary>
internal static class UniqueMakers
{
    /// <summary>The maker, or null and the reason why there is none.</summary>
    public static IUniqueMaker? For(MakerRequest request, bool isCaseBlind, CellKey key, out string reason)
    {
        reason = "its checks leave no value";
        DataType type = request.Plain;
        if (request.Rule.Allowed is { } allowed)
        {
            return List(allowed.Where(v => !request.Rule.Excluded.Contains(v)), isCaseBlind, DataTypes.IsPadded(type));
        }

        switch (type)
        {
            case DataType.Scalar scalar when scalar.Kind is not (ScalarKind.Other or ScalarKind.Geometric or ScalarKind.TextSearch or ScalarKind.Xml):
                if (DataTypes.BareName(type) == "json")
                {
                    break;
                }

                return Scalar(request, scalar, isCaseBlind, key);
            case DataType.Scalar { Kind: ScalarKind.Other } when ExtensionMakers.UniqueFor(request, key) is { } special:
                return special;
            case DataType.Named named when request.Schema.FindType(named.Name) is UserType.Enumeration labels:
                return List(labels.Labels.Select(static l => CellValue.Literal(l)).Where(v => !request.Rule.Excluded.Contains(v)), isCaseBlind: false, isPadded: false);
            case DataType.Named named when request.Schema.FindType(named.Name) is UserType.Range range:
                return Range(request, range.Element, range.IsSeveral);
            case DataType.Range range:
                return Range(request, range.Element, range.IsSeveral);
            case DataType.Array array when request.Rule.Cardinality.Contains(1):
                ColumnRule items = DomainRules.Of(request.Schema, array.Element, request.Settings);
                MakerRequest each = request with { Type = array.Element, Shape = null, Rule = request.Rule.Item is { } asked ? RuleMerge.Both(items, asked) : items };
                return For(each, isCaseBlind, key, out reason) is { } item ? new CountedMaker(item.Capacity, i => CellValue.Literal(LiteralText.Array([item.At(i)]))) : null;
        }

        reason = $"unique values of the type {type.Text} cannot be made";
        return null;
    }

    private static IUniqueMaker? Scalar(MakerRequest request, DataType.Scalar scalar, bool isCaseBlind, CellKey key)
    {
        ulong tag = CellKey.Of(0, request.Settings.RunTag).Hash(0, 0);
        switch (scalar.Kind)
        {
            case ScalarKind.Boolean:
                return List(new[] { CellValue.Of(false), CellValue.Of(true) }.Where(v => !request.Rule.Excluded.Contains(v)), isCaseBlind: false, isPadded: false);
            case ScalarKind.Text:
                return UniqueTexts.For(request, scalar, isCaseBlind, key);
            case ScalarKind.Uuid:
                return new CountedMaker((UInt128)1 << 60, i => CellValue.Literal(ByteMakers.OwnUuid(tag, (ulong)i)), key);
            case ScalarKind.Blob:
                return new CountedMaker((UInt128)1 << 60, static i => CellValue.Of(Convert.FromHexString(((ulong)i).ToString("x16", CultureInfo.InvariantCulture))), key);
            case ScalarKind.Bits:
                int bits = Math.Min(scalar.Length ?? 60, 60);
                int zeros = scalar.IsPadded ? (scalar.Length ?? 1) - bits : 0;
                return new CountedMaker((UInt128)1 << bits, i => CellValue.Literal(new string('0', zeros) + Convert.ToString((long)i, 2).PadLeft(bits, '0')), key);
            case ScalarKind.Network:
                return DataTypes.BareName(scalar) switch
                {
                    "macaddr" => new CountedMaker((UInt128)1 << 40, static i => CellValue.Literal(NetworkMakers.Mac((ulong)i, 6)), key),
                    "macaddr8" => new CountedMaker((UInt128)1 << 56, static i => CellValue.Literal(NetworkMakers.Mac((ulong)i, 8)), key),
                    _ => new CountedMaker((UInt128)1 << 60, static i => CellValue.Literal(NetworkMakers.Long((ulong)i)), key),
                };
            case ScalarKind.Json:
                return new CountedMaker((UInt128)1 << 60, i => CellValue.Literal($"{{{JsonSerializer.Serialize(request.Rule.JsonKeys.FirstOrDefault("id"))}: {i}}}"));
            default:
                return Grids.Of(request) is { } grid ? OnGrid(request, grid, key) : null;
        }
    }

    /// <summary>The values of a grid: numbers upwards from the low end or from one step above nought, times backwards from today; then the rest.</summary>
    private static IUniqueMaker? OnGrid(MakerRequest request, Grid grid, CellKey key)
    {
        long first = grid.First(CellInterval.All), last = grid.Last(CellInterval.All);
        if (first > last)
        {
            return null;
        }

        SortedSet<long> holes = [.. request.Rule.Excluded.Select(v => CellAxis.Of(v)).Where(static p => p is not null).Select(p => p!.Value / grid.Step).Where(static n => n == decimal.Truncate(n) && Math.Abs(n) < long.MaxValue).Select(static n => (long)n)];
        holes.RemoveWhere(n => n < first || n > last);
        long start = grid.Kind switch
        {
            GridKind.Date => request.Settings.TodayNumber - 1,
            GridKind.Timestamp => (long)((request.Settings.Midnight / grid.Step) - 1),
            _ => 1,
        };
        start = Math.Clamp(start, first, last);
        bool isTime = grid.Kind is GridKind.Date or GridKind.Timestamp;

        // Seen from the start: first one way, to the end, then the other.
        UInt128 all = (UInt128)((Int128)last - first + 1), ahead = isTime ? (UInt128)((Int128)start - first + 1) : (UInt128)((Int128)last - start + 1);
        CellValue Made(UInt128 index)
        {
            Int128 number = index < ahead
                ? (isTime ? start - (Int128)index : start + (Int128)index)
                : (isTime ? start + 1 + (Int128)(index - ahead) : start - 1 - (Int128)(index - ahead));
            return grid.At((long)number);
        }

        if (grid.Kind == GridKind.Timestamp && holes.Count == 0 && request.Shape is not null)
        {
            return Scattered(grid, first, last, start, key);
        }

        if (holes.Count == 0)
        {
            return new CountedMaker(all, Made);
        }

        UInt128[] gaps = [.. holes.Select(n => Place(n, start, ahead, isTime)).Order()];
        return new CountedMaker(all - (UInt128)gaps.Length, index =>
        {
            foreach (UInt128 gap in gaps)
            {
                if (gap <= index)
                {
                    index++;
                }
            }

            return Made(index);
        });
    }

    private static UInt128 Place(long number, long start, UInt128 ahead, bool isTime)
    {
        Int128 far = isTime ? (Int128)start - number : (Int128)number - start;
        return far >= 0 ? (UInt128)far : ahead + (UInt128)(-far - 1);
    }

    /// <summary>Moments of the last two years in no order, then those before and after them.</summary>
    private static ChainedMaker Scattered(Grid grid, long first, long last, long start, CellKey key)
    {
        long near = Math.Max(first, start - (long)(730m * CellAxis.Day / grid.Step));
        List<IUniqueMaker> parts = [new CountedMaker((UInt128)(start - near + 1), i => grid.At(near + (long)i), key)];
        if (near > first)
        {
            parts.Add(new CountedMaker((UInt128)(near - first), i => grid.At(near - 1 - (long)i)));
        }

        if (start < last)
        {
            parts.Add(new CountedMaker((UInt128)(last - start), i => grid.At(start + 1 + (long)i)));
        }

        return new(parts);
    }

    private static CountedMaker? Range(MakerRequest request, DataType element, bool isSeveral)
    {
        MakerRequest ends = request with { Type = element, Rule = ColumnRule.None, Shape = null };
        if (Grids.Of(ends) is not { } grid)
        {
            return null;
        }

        long from = grid.Kind switch
        {
            GridKind.Date => request.Settings.TodayNumber - 730,
            GridKind.Timestamp => (long)(request.Settings.Midnight / grid.Step),
            _ => 0,
        };
        long last = grid.Last(CellInterval.All);
        return new((UInt128)(last - from), i =>
        {
            string range = LiteralText.Range(grid.At(from + (long)i), grid.At(from + (long)i + 1));
            return CellValue.Literal(isSeveral ? $"{{{range}}}" : range);
        });
    }

    /// <summary>Those of a list that count as different.</summary>
    private static CountedMaker List(IEnumerable<CellValue> values, bool isCaseBlind, bool isPadded)
    {
        CellValue[] different = [.. values.DistinctBy(v =>
        {
            string text = LiteralText.Of(v) ?? string.Empty;
            text = isPadded ? text.TrimEnd(' ') : text;
            return isCaseBlind ? text.ToLowerInvariant() : text;
        }, StringComparer.Ordinal)];
        return new((UInt128)different.Length, i => different[(int)i]);
    }
}
