using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expressions;

/// <summary>Arithmetic: exact, as money needs it, where decimals hold the numbers; as doubles beyond.</summary>
internal static class Numbers
{
    private const int ExactDigits = 28;

    /// <summary>The value itself.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static FlowValue Require(FlowValue value) => value.Json.ValueKind == JsonValueKind.Number
        ? value
        : throw new FormatException($"{Functions.Describe(value)} is not a number");

    /// <summary>The number as a decimal, when that loses nothing.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static bool TryExact(FlowValue value, out decimal number)
    {
        JsonElement json = Require(value).Json;
        number = 0;
        return HasExactDigits(json.GetRawText()) && json.TryGetDecimal(out number);
    }

    public static JsonElement Negate(FlowValue value) =>
        TryExact(value, out decimal number) ? JsonValues.Number(-number) : Finite(-value.Json.GetDouble());

    public static JsonElement Round(FlowValue value, int digits) => TryExact(value, out decimal number)
        ? JsonValues.Number(decimal.Round(number, digits, MidpointRounding.AwayFromZero))
        : Finite(Math.Round(value.Json.GetDouble(), Math.Min(digits, 15), MidpointRounding.AwayFromZero));

    public static JsonElement Compute(char operation, FlowValue left, FlowValue right)
    {
        if (TryExact(left, out decimal exactLeft) & TryExact(right, out decimal exactRight))
        {
            try
            {
                return JsonValues.Number(Exact(operation, exactLeft, exactRight));
            }
            catch (OverflowException)
            {
                // Too large for a decimal; a double holds it, less exactly.
            }
        }

        double wideLeft = left.Json.GetDouble();
        double wideRight = right.Json.GetDouble();
        return Finite(operation switch
        {
            '+' => wideLeft + wideRight,
            '-' => wideLeft - wideRight,
            '*' => wideLeft * wideRight,
            '/' when wideRight != 0 => wideLeft / wideRight,
            '%' when wideRight != 0 => wideLeft % wideRight,
            _ => throw new DivideByZeroException(),
        });
    }

    private static decimal Exact(char operation, decimal left, decimal right) => operation switch
    {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        '/' => left / right,
        _ => left % right,
    };

    // A decimal drops what is beyond its digits without a word, and turns 1e-30 into 0.
    private static bool HasExactDigits(string text) => text.Length <= ExactDigits && text.AsSpan().IndexOfAny('e', 'E') < 0;

    private static JsonElement Finite(double number) => double.IsFinite(number)
        ? JsonValues.Raw(number.ToString("R", CultureInfo.InvariantCulture))
        : throw new OverflowException("the result is too large for a number");
}
