using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Orders what can be ordered: numbers, numbers in the text of headers, and durations.</summary>
/// <param name="subject">What is looked at.</param>
internal sealed class Quantity(Subject subject)
{
    private bool IsDuration => subject.IsDuration;

    /// <summary>Compares two values.</summary>
    /// <returns>Their order; null when they have none.</returns>
    public int? Compare(FlowValue left, FlowValue right)
    {
        if (TryNumber(left, out ExactNumber leftNumber) && TryNumber(right, out ExactNumber rightNumber))
        {
            return leftNumber.OrderTo(rightNumber);
        }

        return TryDuration(left, out double leftTook) && TryDuration(right, out double rightTook) ? leftTook.CompareTo(rightTook) : null;
    }

    /// <summary>How far two values are apart, and whether that is within a tolerance; null when they cannot be told apart.</summary>
    public (bool IsWithin, string Distance)? Distance(FlowValue left, FlowValue right, FlowValue tolerance)
    {
        if (TryDecimal(left, out decimal a) && TryDecimal(right, out decimal b))
        {
            decimal allowed = 0;
            if (!tolerance.Exists || TryDecimal(tolerance, out allowed))
            {
                decimal distance = Math.Abs(a - b);
                return (distance <= allowed, distance.ToString("0.############################", CultureInfo.InvariantCulture));
            }
        }

        if (TryDouble(left, out double x) && TryDouble(right, out double y))
        {
            double allowed = 0;
            if (!tolerance.Exists || TryDouble(tolerance, out allowed))
            {
                double distance = x.Equals(y) ? 0 : Math.Abs(x - y);
                return (distance <= allowed, distance.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private bool TryNumber(FlowValue value, out ExactNumber number)
    {
        number = default;
        switch (value.Json.ValueKind)
        {
            case JsonValueKind.Number:
                number = ExactNumber.Of(value.Json);
                return true;
            case JsonValueKind.String when subject.IsText:
                return ExactNumber.TryParse(value.Json.GetString()!.Trim(), out number);
            default:
                return false;
        }
    }

    private bool TryDuration(FlowValue value, out double milliseconds)
    {
        milliseconds = 0;
        switch (value.Json.ValueKind)
        {
            case JsonValueKind.Number when IsDuration:
                milliseconds = value.Json.GetDouble();
                return true;
            case JsonValueKind.String when Durations.TryParse(value.Json.GetString()!, out TimeSpan duration):
                milliseconds = duration.TotalMilliseconds;
                return true;
            default:
                return false;
        }
    }

    // Beyond 1e14 the sum of two could lose its last digits, and beyond 28 digits a decimal rounds: doubles serve there.
    private bool TryDecimal(FlowValue value, out decimal number)
    {
        number = 0;
        return TryNumber(value, out _)
            && value.ToText().Trim() is { Length: <= 27 } text
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) < 1e14m
            && (number != 0 || !text.Contains('e', StringComparison.OrdinalIgnoreCase));
    }

    private bool TryDouble(FlowValue value, out double number)
    {
        number = 0;
        return (TryNumber(value, out _) && double.TryParse(value.ToText().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            || TryDuration(value, out number);
    }
}
