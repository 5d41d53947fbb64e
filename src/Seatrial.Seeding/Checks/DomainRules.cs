using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>What domains leave to values that stand in no column of their own: items of lists, attributes of composites.</summary>
internal static class DomainRules
{
    public static ColumnRule Of(DatabaseSchema schema, DataType type, MakerSettings settings) => ColumnRule.None;
}
