using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Sums and products of numbers and times.</summary>
internal static class Arithmetic
{
    /// <summary>The result; unknown for operands that have none here.</summary>
    public static object Apply(string name, object?[] v)
    {
        if (name == "negate")
        {
            return v[0] switch { decimal number => -number, Datum.Span span => new Datum.Span(-span.Months, -span.Microseconds), _ => Datum.Unknown };
        }

        return (name, v[0], v[1]) switch
        {
            ("+", decimal a, decimal b) => a + b,
            ("-", decimal a, decimal b) => a - b,
            ("*", decimal a, decimal b) => a * b,

            // Whole numbers have no digit behind the point: see Casts.
            ("/", decimal a, decimal b) => a.Scale == 0 && b.Scale == 0 ? decimal.Truncate(a / b) : a / b,
            ("div", decimal a, decimal b) => a / b,
            ("%" or "mod", decimal a, decimal b) => a % b,
            ("+", Datum.Day a, decimal b) => new Datum.Day(a.Number + (long)b),
            ("+", decimal a, Datum.Day b) => new Datum.Day(b.Number + (long)a),
            ("-", Datum.Day a, decimal b) => new Datum.Day(a.Number - (long)b),
            ("-", Datum.Day a, Datum.Day b) => (decimal)(a.Number - b.Number),
            ("+", Datum.Day or Datum.Moment, Datum.Span b) => Moved(v[0]!, b, 1),
            ("+", Datum.Span a, Datum.Day or Datum.Moment) => Moved(v[1]!, a, 1),
            ("-", Datum.Day or Datum.Moment, Datum.Span b) => Moved(v[0]!, b, -1),
            ("-", Datum.Day or Datum.Moment, Datum.Day or Datum.Moment) => new Datum.Span(0, Micros(v[0]!) - Micros(v[1]!)),
            ("+", Datum.Clock a, Datum.Span b) => Turned(a.Microseconds + b.Microseconds),
            ("-", Datum.Clock a, Datum.Span b) => Turned(a.Microseconds - b.Microseconds),
            ("-", Datum.Clock a, Datum.Clock b) => new Datum.Span(0, a.Microseconds - b.Microseconds),
            ("+", Datum.Day a, Datum.Clock b) => new Datum.Moment((a.Number * CellAxis.Day) + b.Microseconds),
            ("+", Datum.Span a, Datum.Span b) => new Datum.Span(a.Months + b.Months, a.Microseconds + b.Microseconds),
            ("-", Datum.Span a, Datum.Span b) => new Datum.Span(a.Months - b.Months, a.Microseconds - b.Microseconds),
            ("*", Datum.Span a, decimal b) => Times(a, b),
            ("*", decimal a, Datum.Span b) => Times(b, a),
            ("/" or "div", Datum.Span { Months: 0 } a, decimal b) => new Datum.Span(0, (long)(a.Microseconds / b)),
            _ => Datum.Unknown,
        };
    }

    private static object Times(Datum.Span span, decimal times) =>
        span.Months * times is var months && months == decimal.Truncate(months) ? new Datum.Span((int)months, (long)(span.Microseconds * times)) : Datum.Unknown;

    private static Datum.Clock Turned(long microseconds) => new(((microseconds % CellAxis.Day) + CellAxis.Day) % CellAxis.Day);

    private static Datum.Moment Moved(object from, Datum.Span span, int sign)
    {
        DateTime moment = DateTime.UnixEpoch.AddTicks(Micros(from) * 10).AddMonths(sign * span.Months);
        return new(((moment.Ticks - DateTime.UnixEpoch.Ticks) / 10) + (sign * span.Microseconds));
    }

    private static long Micros(object value) => value is Datum.Day day ? day.Number * CellAxis.Day : ((Datum.Moment)value).Microseconds;
}
