using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Knows what to put into columns that no key decides.</summary>
internal interface IMakers
{
    /// <summary>Values that may repeat; null when it knows none for the type.</summary>
    IValueMaker? For(Table table, Column column);

    /// <summary>Values that do not repeat; null when it knows none for the type.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    IUniqueMaker? UniqueFor(Table table, Column column, bool ignoreCase);
}
