using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>What values are wanted.</summary>
/// <param name="Schema">The database, for its types.</param>
/// <param name="Type">The type of the values.</param>
/// <param name="Name">The name of the column or attribute: it may tell what the values mean.</param>
/// <param name="Settings">What all makers of the run share.</param>
internal sealed record MakerRequest(DatabaseSchema Schema, DataType Type, string Name, MakerSettings Settings)
{
    public ValueShape? Shape { get; init; }

    public ColumnRule Rule { get; init; } = ColumnRule.None;

    /// <summary>The type without the domains around it.</summary>
    public DataType Plain => DataTypes.Plain(Schema, Type);
}
