using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Why a table cannot be filled.</summary>
/// <param name="Table">Which.</param>
/// <param name="Column">Which column, or several; null for the whole.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Refusal(ObjectName Table, string? Column, string Reason, string Remedy)
{
    public override string ToString() => $"{Table}{(Column is null ? string.Empty : "." + Column)}: {Reason} {Remedy}";
}
