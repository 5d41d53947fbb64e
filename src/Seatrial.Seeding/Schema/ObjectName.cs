namespace Seatrial.Seeding.Schema;

/// <summary>The name of a table or type: two of one name may live in two schemas.</summary>
/// <param name="Schema">The schema; empty for engines that have none.</param>
/// <param name="Name">The name in it.</param>
public readonly record struct ObjectName(string Schema, string Name)
{
    /// <summary>By schema, then by name, the same on every machine.</summary>
    public static IComparer<ObjectName> InOrder { get; } = Comparer<ObjectName>.Create(static (one, other) =>
        string.CompareOrdinal(one.Schema, other.Schema) is var bySchema and not 0 ? bySchema : string.CompareOrdinal(one.Name, other.Name));

    /// <summary>As people write it: <c>public.customer</c>.</summary>
    public override string ToString() => Schema.Length == 0 ? Name : $"{Schema}.{Name}";
}
