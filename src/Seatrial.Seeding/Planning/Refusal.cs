using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Why a table cannot be filled.</summary>
/// <param name="Table">Which.</param>
/// <param name="Column">Which column, or several; null for the whole.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Refusal(ObjectName Table, string? Column, string Reason, string Remedy)
{
    /// <summary>Where it was written, as <c>file:line:column</c>; null for what nobody wrote.</summary>
    public string? Place { get; init; }

    public override string ToString() => $"{(Place is null ? string.Empty : Place + ": ")}{Table}{(Column is null ? string.Empty : "." + Column)}: {Reason} {Remedy}";
}
