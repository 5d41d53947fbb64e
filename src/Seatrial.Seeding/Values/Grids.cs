using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>The grids of types, and where on them values usually lie.</summary>
internal static class Grids
{
    private const decimal FirstDay = -719162, LastDay = 2932896;

    /// <summary>The grid of a type, cut to what checks leave; null for types that are no numbers and no times.</summary>
    public static Grid? Of(MakerRequest request)
    {
        if (request.Plain is not DataType.Scalar scalar)
        {
            return null;
        }

        (GridKind kind, decimal step, CellInterval limits)? grid = scalar.Kind switch
        {
            ScalarKind.Integer => (GridKind.Integer, 1, Whole(scalar.Bytes ?? 8)),
            ScalarKind.Decimal => Decimals(scalar, request.Shape),
            ScalarKind.Float => (GridKind.Double, FloatStep(request.Shape), scalar.Bytes == 4 ? CellInterval.Between(-9_999_999, 9_999_999) : CellInterval.Between(-1e15m, 1e15m)),
            ScalarKind.Money => (GridKind.Money, 0.01m, CellInterval.Between(-1e15m, 1e15m)),
            ScalarKind.Date => (GridKind.Date, 1, CellInterval.Between(FirstDay, LastDay)),
            ScalarKind.Time => (GridKind.Time, TimeStep(scalar, request.Shape), new(0, false, CellAxis.Day, true)),
            ScalarKind.TimeWithZone => (GridKind.TimeWithZone, TimeStep(scalar, request.Shape), new(0, false, CellAxis.Day, true)),
            ScalarKind.Timestamp or ScalarKind.TimestampWithZone =>
                (GridKind.Timestamp, TimeStep(scalar, request.Shape), CellInterval.Between(FirstDay * CellAxis.Day, (LastDay * CellAxis.Day) - 1)),
            ScalarKind.Interval => (GridKind.Interval, CellAxis.Second, CellInterval.Between(-36500m * CellAxis.Day, 36500m * CellAxis.Day)),
            _ => null,
        };
        if (grid is not var (found, size, range))
        {
            return null;
        }

        CellInterval both = range.And(request.Rule.Interval);
        decimal least = size;
        if (request.Rule.MultipleOf is { } multiple and > 0)
        {
            size = multiple % size == 0 ? multiple : Common(multiple, size);
        }

        // A check may leave less than a step of the profile between its ends; the type's own step is finer.
        Grid made = new(found, size, both);
        return made.First(CellInterval.All) > made.Last(CellInterval.All) && found is GridKind.Timestamp or GridKind.Time && least > 1
            ? made with { Step = 1 }
            : made;
    }

    /// <summary>Where values lie by the profile, else by what the column is called.</summary>
    public static IEnumerable<(decimal Low, decimal High, double Share)> Buckets(MakerRequest request, Grid grid)
    {
        switch (request.Shape)
        {
            case ValueShape.Numbers numbers when !numbers.Buckets.IsEmpty:
                return numbers.Buckets.Select(static b => (Bounded(b.Low), Bounded(b.High), b.Share));
            case ValueShape.Times times when !times.Buckets.IsEmpty:
                return times.Buckets.Select(b => Moments(b, grid.Kind, request.Settings));
            default:
                return UsualRanges.Of(request.Name, grid, request.Settings);
        }
    }

    private static (decimal Low, decimal High, double Share) Moments(Bucket bucket, GridKind kind, MakerSettings settings)
    {
        (decimal low, decimal high) = (Bounded(bucket.Low), Bounded(bucket.High));
        return kind switch
        {
            GridKind.Date => (Math.Floor(low / 86400) + settings.TodayNumber, Math.Floor(high / 86400) + settings.TodayNumber, bucket.Share),
            GridKind.Timestamp => ((low * CellAxis.Second) + settings.Midnight, (high * CellAxis.Second) + settings.Midnight, bucket.Share),
            _ => (low * CellAxis.Second, high * CellAxis.Second, bucket.Share),
        };
    }

    private static CellInterval Whole(int bytes) => bytes switch
    {
        2 => CellInterval.Between(short.MinValue, short.MaxValue),
        4 => CellInterval.Between(int.MinValue, int.MaxValue),
        _ => CellInterval.Between(long.MinValue, long.MaxValue),
    };

    private static (GridKind Kind, decimal Step, CellInterval Limits) Decimals(DataType.Scalar scalar, ValueShape? shape)
    {
        int known = (shape as ValueShape.Numbers)?.Scale ?? (scalar.Scale is null ? 2 : scalar.Scale.Value);
        int scale = Math.Clamp(scalar.Scale is { } most ? Math.Min(most, known) : known, -9, 9);

        // As many values as a number of 64 bits tells apart; more digits than that are never all used.
        decimal step = Power(-scale), end = step * 1e18m;
        if (scalar.Precision is { } precision)
        {
            int digits = precision - (scalar.Scale ?? 0);
            if (digits < 18 - scale)
            {
                end = Math.Min(end, Power(digits) - (scalar.Scale is > 9 ? Power(-9) : Power(-(scalar.Scale ?? 0))));
            }
        }

        return (GridKind.Decimal, step, CellInterval.Between(-end, end));
    }

    private static decimal FloatStep(ValueShape? shape) => Power(-Math.Clamp((shape as ValueShape.Numbers)?.Scale ?? 2, 0, 6));

    private static decimal TimeStep(DataType.Scalar scalar, ValueShape? shape)
    {
        decimal finest = Power(6 - Math.Clamp(scalar.Precision ?? 6, 0, 6));
        decimal wanted = shape is ValueShape.Times times ? (times.StepSeconds > 0 ? times.StepSeconds * (decimal)CellAxis.Second : finest) : CellAxis.Second;
        return Math.Max(finest, wanted);
    }

    private static decimal Power(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            power = exponent > 0 ? power * 10 : power / 10;
        }

        return power;
    }

    /// <summary>The least number of which both are parts, for the few digits that steps have.</summary>
    private static decimal Common(decimal one, decimal other)
    {
        decimal sum = one;
        for (int i = 0; i < 1000 && sum % other != 0; i++)
        {
            sum += one;
        }

        return sum;
    }

    private static decimal Bounded(double value) => (decimal)Math.Clamp(value, -1e27, 1e27);
}
