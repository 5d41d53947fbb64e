using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Years, months, days of times.</summary>
internal static class TimeParts
{
    public static object Extract(string field, object? value)
    {
        if (value is Datum.Span span)
        {
            return field switch
            {
                "epoch" => Datum.Place(span)!.Value / CellAxis.Second,
                "day" or "days" when span.Months == 0 => (decimal)(span.Microseconds / CellAxis.Day),
                "hour" when span.Months == 0 => (decimal)(span.Microseconds / CellAxis.Hour % 24),
                _ => Datum.Unknown,
            };
        }

        long? micros = value switch { Datum.Day d => d.Number * CellAxis.Day, Datum.Moment m => m.Microseconds, Datum.Clock c => c.Microseconds, _ => null };
        if (micros is not { } at)
        {
            return Datum.Unknown;
        }

        DateTime moment = DateTime.UnixEpoch.AddTicks(at * 10);
        return field.TrimEnd('s') switch
        {
            "year" => (decimal)moment.Year,
            "quarter" => (decimal)((moment.Month + 2) / 3),
            "month" => (decimal)moment.Month,
            "day" => (decimal)moment.Day,
            "doy" => (decimal)moment.DayOfYear,
            "dow" => (decimal)(int)moment.DayOfWeek,
            "isodow" => moment.DayOfWeek == DayOfWeek.Sunday ? 7m : (decimal)(int)moment.DayOfWeek,
            "hour" => (decimal)moment.Hour,
            "minute" => (decimal)moment.Minute,
            "second" => moment.Second + (moment.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond),
            "epoch" => (decimal)at / CellAxis.Second,
            _ => Datum.Unknown,
        };
    }

    public static object Truncate(string unit, object? value)
    {
        if (value is not (Datum.Moment or Datum.Day))
        {
            return Datum.Unknown;
        }

        DateTime moment = DateTime.UnixEpoch.AddTicks((value is Datum.Day day ? day.Number * CellAxis.Day : ((Datum.Moment)value).Microseconds) * 10);
        DateTime? cut = unit switch
        {
            "year" => new DateTime(moment.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            "month" => new DateTime(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            "week" => moment.Date.AddDays(-(((int)moment.DayOfWeek + 6) % 7)),
            "day" => moment.Date,
            "hour" => moment.Date.AddHours(moment.Hour),
            "minute" => moment.Date.AddMinutes((moment.Hour * 60) + moment.Minute),
            "second" => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)),
            _ => null,
        };
        return cut is { } at ? new Datum.Moment((at.Ticks - DateTime.UnixEpoch.Ticks) / 10) : Datum.Unknown;
    }
}
