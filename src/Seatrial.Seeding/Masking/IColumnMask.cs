using Seatrial.Core;

namespace Seatrial.Seeding.Masking;

/// <summary>Puts something else into a column's cells. Not for several threads.</summary>
internal interface IColumnMask : IDisposable
{
    /// <summary>Among how many pseudonyms, as a power of two, each falls as by chance: infinite when no two values share one, 0 when nothing is promised.</summary>
    double Bits { get; }

    /// <summary>Whether pseudonyms that differ do so in more than case.</summary>
    bool IsCaseSafe { get; }

    /// <summary>What stands for a value.</summary>
    /// <param name="value">As the engine writes it; never null.</param>
    /// <exception cref="SeatrialException">The value cannot be masked so; the message does not hold it.</exception>
    string? Mask(string value);
}
