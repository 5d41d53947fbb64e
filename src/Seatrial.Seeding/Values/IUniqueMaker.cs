namespace Seatrial.Seeding.Values;

/// <summary>Makes values of which no two are the same, whatever the collation and padding of their column.</summary>
internal interface IUniqueMaker
{
    /// <summary>How many different ones it can make.</summary>
    UInt128 Capacity { get; }

    /// <summary>The value of a number: another number makes another value.</summary>
    /// <param name="index">0 to below <see cref="Capacity"/>; numbers in a row need not make values that look so.</param>
    CellValue At(UInt128 index);
}
