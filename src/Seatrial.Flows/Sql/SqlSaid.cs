namespace Seatrial.Flows.Sql;

/// <summary>What a database said, if it said anything.</summary>
/// <param name="Kind">About what.</param>
/// <param name="Text">In its words.</param>
/// <param name="Way">The way out, if it is another than usual.</param>
internal readonly record struct SqlSaid(SqlSaidKind Kind, string Text, string? Way = null)
{
    public static readonly SqlSaid Nothing = new(SqlSaidKind.Nothing, string.Empty);
}
