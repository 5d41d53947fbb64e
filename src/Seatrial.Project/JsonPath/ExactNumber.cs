using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>A JSON number by its exact value, whatever its length: <c>12.50</c> is <c>12.5</c> is <c>125e-1</c>.</summary>
/// <remarks>Neither <see cref="decimal"/> nor <see cref="double"/> holds every JSON number; their digits and the power of ten do.</remarks>
internal readonly record struct ExactNumber
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789eE");

    private readonly int _sign;
    private readonly string _digits;

    /// <summary>Where the point stands: the value is 0.DIGITS times ten to this power.</summary>
    private readonly long _power;

    private ExactNumber(int sign, string digits, long power)
    {
        _sign = sign;
        _digits = digits;
        _power = power;
    }

    public static ExactNumber Zero => new(0, string.Empty, 0);

    public int Sign => _sign;

    public bool IsInteger => _sign == 0 || _power >= _digits.Length;

    public static ExactNumber Of(int number) => Of(number.ToString(CultureInfo.InvariantCulture));

    public static ExactNumber Of(JsonElement number) => Of(number.GetRawText());

    /// <summary>Reads text that may be a number, such as that of a header.</summary>
    public static bool TryParse(string text, out ExactNumber number)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)
            && !text.AsSpan().ContainsAnyExcept(NumberCharacters);
        number = isNumber ? Of(text) : default;
        return isNumber;
    }

    public int OrderTo(ExactNumber other)
    {
        if (_sign != other._sign || _sign == 0)
        {
            return _sign.CompareTo(other._sign);
        }

        int magnitude = _power != other._power ? _power.CompareTo(other._power) : string.CompareOrdinal(_digits, other._digits);
        return Math.Sign(magnitude) * _sign;
    }

    /// <summary>Whether it is another times a whole number; the other is not zero.</summary>
    public bool IsMultipleOf(ExactNumber other)
    {
        // Both are a whole number times a power of ten, and neither whole number ends in zero.
        long power = _power - _digits.Length - (other._power - other._digits.Length);
        if (_sign == 0 || power < 0)
        {
            return _sign == 0;
        }

        BigInteger by = Whole(other._digits);
        return (Whole(_digits) % by * BigInteger.ModPow(10, power, by) % by).IsZero;
    }

    /// <summary>The number as an integer; it must be one, and not a long one.</summary>
    public BigInteger ToInteger() =>
        _sign == 0 ? BigInteger.Zero : _sign * Whole(_digits) * BigInteger.Pow(10, (int)(_power - _digits.Length));

    private static BigInteger Whole(string digits) => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static ExactNumber Of(string text)
    {
        int exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        string mantissa = exponentAt < 0 ? text : text[..exponentAt];
        long exponent = exponentAt < 0 ? 0 : Exponent(text.AsSpan(exponentAt + 1));
        string unsigned = mantissa.TrimStart('-', '+');
        int point = unsigned.IndexOf('.', StringComparison.Ordinal);
        string all = point < 0 ? unsigned : string.Concat(unsigned.AsSpan(0, point), unsigned.AsSpan(point + 1));
        string digits = all.TrimStart('0');
        long power = (point < 0 ? unsigned.Length : point) - (all.Length - digits.Length) + exponent;
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? new(0, string.Empty, 0) : new(mantissa.StartsWith('-') ? -1 : 1, digits, power);
    }

    // An exponent beyond a long only ever meets its like in a hostile answer; saturated, it still orders right against others.
    private static long Exponent(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long exponent)
            ? Math.Clamp(exponent, -long.MaxValue / 2, long.MaxValue / 2)
            : text.StartsWith("-") ? -long.MaxValue / 2 : long.MaxValue / 2;
}
