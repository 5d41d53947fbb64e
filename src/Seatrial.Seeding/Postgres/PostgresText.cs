namespace Seatrial.Seeding.Postgres;

/// <summary>Texts as the server writes them back.</summary>
internal static class PostgresText
{
    /// <summary>The condition in <c>CHECK ((age > 0)) NOT VALID</c>.</summary>
    public static string CheckExpression(string definition)
    {
        int open = definition.IndexOf('(', StringComparison.Ordinal);
        int close = definition.LastIndexOf(')');
        return open >= 0 && close > open ? definition[(open + 1)..close] : definition;
    }

    /// <summary>A name as it stands in a statement.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A table's name as it stands in a statement.</summary>
    public static string Name(Schema.ObjectName name) => $"{Name(name.Schema)}.{Name(name.Name)}";
}
