using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Types as makers see them.</summary>
internal static class DataTypes
{
    /// <summary>A type without the domains around it.</summary>
    public static DataType Plain(DatabaseSchema schema, DataType type)
    {
        while (type is DataType.Named named && schema.FindType(named.Name) is UserType.Domain domain)
        {
            type = domain.Base;
        }

        return type;
    }

    /// <summary>The name of a scalar as the engine writes it, without schema, length and the like: <c>citext</c>, <c>macaddr8</c>.</summary>
    public static string BareName(DataType type)
    {
        string text = type.Text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        text = open < 0 ? text : text[..open];
        int point = text.LastIndexOf('.');
        return (point < 0 ? text : text[(point + 1)..]).Trim('"', ' ').ToLowerInvariant();
    }

    /// <summary>Whether a text type leaves out blanks at the end when it compares.</summary>
    public static bool IsPadded(DataType type) => type is DataType.Scalar { Kind: ScalarKind.Text, IsPadded: true };
}
