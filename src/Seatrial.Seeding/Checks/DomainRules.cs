using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>What domains leave to values that stand in no column of their own: items of lists, attributes of composites.</summary>
internal static class DomainRules
{
    public static ColumnRule Of(DatabaseSchema schema, DataType type, MakerSettings settings)
    {
        if (type is not DataType.Named named || schema.FindType(named.Name) is not UserType.Domain)
        {
            return ColumnRule.None;
        }

        Table alone = new(named.Name, TableKind.Plain) { Columns = [new Column("value", type, IsNullable: false)] };
        return RowRules.Of(schema, alone, settings).RuleOf("value") is { } rule ? rule with { Nulls = NullRule.Never } : ColumnRule.None;
    }
}
