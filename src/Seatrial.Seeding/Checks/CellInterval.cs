using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Checks;

/// <summary>From one end to another on the axis of a type: numbers as they are, times in microseconds, dates in days, texts by their length.</summary>
/// <param name="Low">The low end, or null.</param>
/// <param name="LowIsOpen">Whether the end itself is not in it.</param>
/// <param name="High">The high end, or null.</param>
/// <param name="HighIsOpen">Whether the end itself is not in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellInterval(decimal? Low, bool LowIsOpen, decimal? High, bool HighIsOpen)
{
    public static CellInterval All => default;

    public bool IsAll => Low is null && High is null;

    public bool IsEmpty => Low is { } low && High is { } high && (low > high || (low == high && (LowIsOpen || HighIsOpen)));

    public static CellInterval From(decimal low, bool isOpen = false) => new(low, isOpen, null, false);

    public static CellInterval To(decimal high, bool isOpen = false) => new(null, false, high, isOpen);

    public static CellInterval Between(decimal? low, decimal? high) => new(low, false, high, false);

    public bool Contains(decimal value) =>
        (Low is not { } low || value > low || (value == low && !LowIsOpen)) && (High is not { } high || value < high || (value == high && !HighIsOpen));

    /// <summary>What lies in both.</summary>
    public CellInterval And(in CellInterval other)
    {
        (decimal? low, bool lowIsOpen) = (Low, LowIsOpen);
        if (other.Low is { } otherLow && (low is null || otherLow > low || (otherLow == low && other.LowIsOpen)))
        {
            (low, lowIsOpen) = (otherLow, other.LowIsOpen);
        }

        (decimal? high, bool highIsOpen) = (High, HighIsOpen);
        if (other.High is { } otherHigh && (high is null || otherHigh < high || (otherHigh == high && other.HighIsOpen)))
        {
            (high, highIsOpen) = (otherHigh, other.HighIsOpen);
        }

        return new(low, lowIsOpen, high, highIsOpen);
    }

    /// <summary>The least interval with both in it.</summary>
    public CellInterval Hull(in CellInterval other)
    {
        bool isLow = Low is { } low && other.Low is { } otherLow && (otherLow < low || (otherLow == low && !other.LowIsOpen));
        bool isHigh = High is { } high && other.High is { } otherHigh && (otherHigh > high || (otherHigh == high && !other.HighIsOpen));
        bool noLow = Low is null || other.Low is null, noHigh = High is null || other.High is null;
        return new(
            noLow ? null : isLow ? other.Low : Low,
            !noLow && (isLow ? other.LowIsOpen : LowIsOpen),
            noHigh ? null : isHigh ? other.High : High,
            !noHigh && (isHigh ? other.HighIsOpen : HighIsOpen));
    }
}
