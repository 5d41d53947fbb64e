using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Who makes the values of a column.</summary>
internal static class ValueMakers
{
    /// <summary>The share of nulls where nothing is known of it.</summary>
    public const double UsualNulls = 0.1;

    /// <summary>Makes values for a column without uniqueness.</summary>
    /// <param name="schema">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="profile">What is known of it, or null.</param>
    /// <param name="rule">What checks and domains leave; null when nothing constrains it.</param>
    /// <param name="settings">What all makers of the run share.</param>
    public static ValueMakerResult For(DatabaseSchema schema, Table table, Column column, ColumnProfile? profile, ColumnRule? rule, MakerSettings settings)
    {
        rule ??= ColumnRule.None;
        if (rule.Nulls == NullRule.Always)
        {
            return column.IsNullable ? new ValueMakerResult.Made(ConstantMaker.Null) : Refused(table, column, "its checks leave nothing but null, and it takes none", "Drop one of the two, or give the column a rule of its own");
        }

        double nulls = !column.IsNullable || rule.Nulls == NullRule.Never ? 0 : Math.Clamp(profile?.NullFraction ?? UsualNulls, 0, 1);
        if (nulls >= 1)
        {
            return new ValueMakerResult.Made(ConstantMaker.Null);
        }

        MakerRequest request = new(schema, column.Type, column.Name, settings) { Shape = profile?.Shape, Rule = rule };
        if (TypeMakers.For(request, out string reason) is { } maker)
        {
            maker = rule.Excluded.IsEmpty ? maker : new ExceptMaker(maker, rule.Excluded);
            return new ValueMakerResult.Made(nulls > 0 ? new NullableMaker(maker, nulls) : maker);
        }

        return column.IsNullable && rule.Nulls == NullRule.Any
            ? new ValueMakerResult.Made(ConstantMaker.Null) { Note = $"{table.Name}.{column.Name} stays null: {reason}" }
            : Refused(table, column, reason, "Give the column a rule that says what stands in it");
    }

    /// <summary>Makes values of which no two are the same.</summary>
    /// <inheritdoc cref="For" path="/param"/>
    public static UniqueMakerResult UniqueFor(DatabaseSchema schema, Table table, Column column, ColumnProfile? profile, ColumnRule? rule, MakerSettings settings)
    {
        rule ??= ColumnRule.None;
        MakerRequest request = new(schema, column.Type, column.Name, settings) { Shape = profile?.Shape, Rule = rule };
        CellKey key = CellKey.Of(0, "unique", table.Name.Schema, table.Name.Name, column.Name);
        return UniqueMakers.For(request, column.IsCaseBlind, key, out string reason) is { Capacity: var capacity } maker && capacity > UInt128.Zero
            ? new UniqueMakerResult.Made(maker)
            : new UniqueMakerResult.Refused(new(table.Name, column.Name, reason, "Give the column a rule that says what stands in it"));
    }

    private static ValueMakerResult.Refused Refused(Table table, Column column, string reason, string advice) => new(new MakerRefusal(table.Name, column.Name, reason, advice));
}
