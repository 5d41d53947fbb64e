namespace Seatrial.Seeding.Masking;

/// <summary>Keeps values, or puts the same into every cell.</summary>
internal sealed class PlainMask : IColumnMask
{
    private readonly string? _constant;
    private readonly bool _isKept;

    private PlainMask(bool isKept, string? constant) => (_isKept, _constant) = (isKept, constant);

    public static PlainMask Keep { get; } = new(isKept: true, null);

    public static PlainMask Null { get; } = new(isKept: false, null);

    public double Bits => _isKept ? double.PositiveInfinity : 0;

    public bool IsCaseSafe => _isKept;

    public bool IsKept => _isKept;

    public static PlainMask Constant(string text) => new(isKept: false, text);

    public string? Mask(string value) => _isKept ? value : _constant;

    public void Dispose()
    {
    }
}
