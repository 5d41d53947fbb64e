using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Values by type and profile alone.</summary>
/// <param name="schema">The structure.</param>
/// <param name="profile">What is known of production.</param>
/// <param name="today">The day that times are counted from.</param>
internal sealed class PlainMakers(DatabaseSchema schema, SeedProfile profile, DateOnly today) : IMakers
{
    public IValueMaker? For(Table table, Column column) => For(column.Type, profile.Find(table.Name)?.Find(column.Name)?.Shape);

    public IUniqueMaker? UniqueFor(Table table, Column column, bool ignoreCase) => UniqueFor(column.Type, ignoreCase);

    private IUniqueMaker? UniqueFor(DataType type, bool ignoreCase) => type switch
    {
        DataType.Named named when schema.FindType(named.Name) is UserType.Domain domain => UniqueFor(domain.Base, ignoreCase),
        DataType.Named named when schema.FindType(named.Name) is UserType.Enumeration list => new UniqueMade((UInt128)list.Labels.Length, i => CellValue.Of(list.Labels[(int)i])),
        DataType.Scalar { Kind: ScalarKind.Text } text => Texts(text.Length ?? 12, ignoreCase),
        DataType.Scalar { Kind: ScalarKind.Uuid } => new UniqueMade(UInt128.MaxValue, static i => CellValue.Literal(new Guid(
            (int)(uint)(i >> 96), (short)(ushort)(i >> 80), 0x4000, 0x80, 0, (byte)(i >> 40), (byte)(i >> 32), (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i).ToString())),
        DataType.Scalar { Kind: ScalarKind.Integer or ScalarKind.Decimal } number => Numbers(number),
        DataType.Scalar { Kind: ScalarKind.Timestamp or ScalarKind.TimestampWithZone } => new UniqueMade(1_000_000_000, i => CellValue.Timestamp(Now - ((long)i * 1_000_000))),
        DataType.Scalar { Kind: ScalarKind.Date } => new UniqueMade(36_500, i => CellValue.Date(Day - (long)i)),
        DataType.Scalar { Kind: ScalarKind.Boolean } => new UniqueMade(2, static i => CellValue.Of(i == 1)),
        _ => null,
    };

    private static UniqueMade? Numbers(DataType.Scalar number)
    {
        int digits = number.Precision is { } precision ? Math.Min(18, precision) : number.Bytes switch { 1 => 2, 2 => 4, 4 => 9, _ => 18 };
        int scale = number.Scale ?? 0;
        UInt128 most = (UInt128)(ulong)Math.Pow(10, digits);
        return new(most, i => scale > 0 ? CellValue.Of(new decimal((long)i) / (decimal)Math.Pow(10, scale)) : CellValue.Of((long)i));
    }

    private static UniqueMade Texts(int length, bool ignoreCase)
    {
        string letters = ignoreCase ? "abcdefghijklmnopqrstuvwxyz0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        int used = Math.Min(length, 12);
        UInt128 capacity = 1;
        for (int i = 0; i < used; i++)
        {
            capacity *= (ulong)letters.Length;
        }

        Permutation order = new((long)UInt128.Min(capacity, long.MaxValue / 2), CellKey.Of(0, "texts"));
        return new(UInt128.Min(capacity, long.MaxValue / 2), index =>
        {
            long rest = order.At((long)index);
            return CellValue.Of(string.Create(used, (rest, letters), static (span, state) =>
            {
                long left = state.rest;
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = state.letters[(int)(left % state.letters.Length)];
                    left /= state.letters.Length;
                }
            }));
        });
    }

    private long Day => today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private long Now => Day * 86_400_000_000;

    private IValueMaker? For(DataType type, ValueShape? shape) => type switch
    {
        DataType.Named named => schema.FindType(named.Name) switch
        {
            UserType.Domain domain => For(domain.Base, shape),
            UserType.Enumeration list => OneOf(list.Labels, shape),
            UserType.Composite composite => Composite(composite),
            _ => new Made(static (ref CellRandom _) => CellValue.Literal("empty")),
        },
        DataType.Array array => For(array.Element, (shape as ValueShape.Lists)?.Element) is null ? null : new Made(static (ref CellRandom _) => CellValue.Literal("{}")),
        DataType.Range range => new Made((ref CellRandom _) => CellValue.Literal(range.IsSeveral ? "{}" : "empty")),
        DataType.Scalar when shape is ValueShape.Categories { Values.Length: > 0 } categories => OneOf(categories),
        DataType.Scalar scalar => Scalar(scalar, shape),
        _ => null,
    };

    private Made? Scalar(DataType.Scalar type, ValueShape? shape)
    {
        ImmutableArray<Bucket> numbers = (shape as ValueShape.Numbers)?.Buckets ?? [new(1, type.Bytes == 1 ? 100 : 1000, 1)];
        ImmutableArray<Bucket> times = (shape as ValueShape.Times)?.Buckets ?? [new(-31_536_000, 0, 1)];
        decimal most = type.Precision is { } precision ? (decimal)Math.Pow(10, Math.Min(27, precision) - (type.Scale ?? 0)) - 1 : decimal.MaxValue;
        return type.Kind switch
        {
            ScalarKind.Boolean => new(static (ref CellRandom r) => CellValue.Of(r.Happens(0.5))),
            ScalarKind.Integer => new((ref CellRandom r) => CellValue.Of((long)Math.Round(Draw(numbers, ref r)))),
            ScalarKind.Decimal or ScalarKind.Money => new((ref CellRandom r) => CellValue.Of(Math.Round(Math.Min(most, (decimal)Draw(numbers, ref r)), Math.Clamp(type.Scale ?? 2, 0, 28)))),
            ScalarKind.Float => new((ref CellRandom r) => CellValue.Of(Draw(numbers, ref r))),
            ScalarKind.Text => Words(type, shape as ValueShape.Texts),
            ScalarKind.Date => new((ref CellRandom r) => CellValue.Date(Day + (long)Math.Floor(Draw(times, ref r) / 86_400))),
            ScalarKind.Timestamp or ScalarKind.TimestampWithZone => new((ref CellRandom r) => CellValue.Timestamp(Now + (long)(Draw(times, ref r) * 1_000_000))),
            ScalarKind.Time or ScalarKind.TimeWithZone => new(static (ref CellRandom r) => CellValue.Time(r.Below(86_400) * 1_000_000)),
            ScalarKind.Interval => new(static (ref CellRandom r) => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"{r.Below(100)} hours"))),
            ScalarKind.Uuid => new(static (ref CellRandom r) => CellValue.Literal(Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{r.Next():x16}{r.Next():x16}")).ToString())),
            ScalarKind.Json => new(static (ref CellRandom _) => CellValue.Literal("{}")),
            ScalarKind.Xml => new(static (ref CellRandom _) => CellValue.Literal("<x/>")),
            ScalarKind.Blob => new(static (ref CellRandom r) => CellValue.Of(BitConverter.GetBytes(r.Next()))),
            ScalarKind.TextSearch => new(static (ref CellRandom _) => CellValue.Literal("word")),
            _ => null,
        };
    }

    private static Made Words(DataType.Scalar type, ValueShape.Texts? shape)
    {
        ImmutableArray<Bucket> lengths = shape?.Lengths is { IsEmpty: false } known ? known : [new(3, 12, 1)];
        return new((ref CellRandom r) =>
        {
            int length = Math.Clamp((int)Math.Round(Draw(lengths, ref r)), 1, Math.Min(type.Length ?? 2000, 2000));
            Span<char> text = stackalloc char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = i > 0 && i < length - 1 && i % 7 == 0 ? ' ' : (char)('a' + r.Below(26));
            }

            return CellValue.Of(new string(text));
        });
    }

    private Made? Composite(UserType.Composite composite)
    {
        IValueMaker?[] parts = [.. composite.Attributes.Select(a => For(a.Type, null))];
        return parts.Contains(null) ? null : new Made((ref CellRandom r) =>
        {
            string[] texts = new string[parts.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                texts[i] = $"\"{parts[i]!.Make(ref r).ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            }

            return CellValue.Literal($"({string.Join(',', texts)})");
        });
    }

    private static Made OneOf(ImmutableArray<string> labels, ValueShape? shape) => shape is ValueShape.Categories { Values.Length: > 0 } categories
        ? OneOf(categories)
        : new Made((ref CellRandom r) => CellValue.Literal(labels[(int)r.Below(labels.Length)]));

    private static Made OneOf(ValueShape.Categories categories)
    {
        double all = categories.Values.Sum(static v => v.Share);
        return new((ref CellRandom r) =>
        {
            double at = r.NextDouble() * all;
            foreach (Category category in categories.Values)
            {
                at -= category.Share;
                if (at < 0)
                {
                    return CellValue.Literal(category.Value);
                }
            }

            return CellValue.Literal(categories.Values[^1].Value);
        });
    }

    private static double Draw(ImmutableArray<Bucket> buckets, ref CellRandom random)
    {
        double at = random.NextDouble(), within = random.NextDouble();
        foreach (Bucket bucket in buckets)
        {
            at -= bucket.Share;
            if (at < 0)
            {
                return bucket.Low + (within * (bucket.High - bucket.Low));
            }
        }

        return buckets[^1].Low + (within * (buckets[^1].High - buckets[^1].Low));
    }

    private delegate CellValue Making(ref CellRandom random);

    private sealed class Made(Making make) : IValueMaker
    {
        public CellValue Make(ref CellRandom random) => make(ref random);
    }

    private sealed class UniqueMade(UInt128 capacity, Func<UInt128, CellValue> at) : IUniqueMaker
    {
        public UInt128 Capacity => capacity;

        public CellValue At(UInt128 index) => at(index);
    }
}
