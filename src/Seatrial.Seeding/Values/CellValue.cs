using System.Globalization;

namespace Seatrial.Seeding.Values;

/// <summary>A value for a cell, whatever engine it goes to.</summary>
internal readonly record struct CellValue
{
    private readonly long _number;
    private readonly object? _object;

    private CellValue(CellKind kind, long number, object? value = null)
    {
        Kind = kind;
        _number = number;
        _object = value;
    }

    /// <summary>No value.</summary>
    public static CellValue Null => default;

    /// <summary>What it is.</summary>
    public CellKind Kind { get; }

    public bool IsNull => Kind == CellKind.Null;

    /// <summary>An integer, or the count of a time.</summary>
    public long Number => _number;

    public bool Truth => _number != 0;

    public double Double => BitConverter.Int64BitsToDouble(_number);

    public decimal Decimal => (decimal)_object!;

    public string Text => (string)_object!;

    public byte[] Bytes => (byte[])_object!;

    public static CellValue Of(bool value) => new(CellKind.Boolean, value ? 1 : 0);

    public static CellValue Of(long value) => new(CellKind.Integer, value);

    public static CellValue Of(decimal value) => new(CellKind.Decimal, 0, value);

    public static CellValue Of(double value) => new(CellKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static CellValue Of(string value) => new(CellKind.Text, 0, value);

    public static CellValue Of(byte[] value) => new(CellKind.Bytes, 0, value);

    /// <param name="microseconds">Since 1970-01-01T00:00Z.</param>
    public static CellValue Timestamp(long microseconds) => new(CellKind.Timestamp, microseconds);

    /// <param name="days">Since 1970-01-01.</param>
    public static CellValue Date(long days) => new(CellKind.Date, days);

    /// <param name="microseconds">Since midnight.</param>
    public static CellValue Time(long microseconds) => new(CellKind.Time, microseconds);

    /// <param name="text">As the engine writes it.</param>
    public static CellValue Literal(string text) => new(CellKind.Literal, 0, text);

    /// <summary>For people and for tests; engines write it in their own ways.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.Null => "null",
        CellKind.Boolean => Truth ? "true" : "false",
        CellKind.Decimal => Decimal.ToString(CultureInfo.InvariantCulture),
        CellKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Text or CellKind.Literal => Text,
        CellKind.Bytes => Convert.ToHexStringLower(Bytes),
        CellKind.Timestamp => DateTime.UnixEpoch.AddTicks(_number * 10).ToString("O", CultureInfo.InvariantCulture),
        CellKind.Date => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(_number)).ToString("O", CultureInfo.InvariantCulture),
        _ => _number.ToString(CultureInfo.InvariantCulture),
    };
}
