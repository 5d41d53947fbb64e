using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Masking;

/// <summary>Rows of a table that a subset begins with.</summary>
/// <param name="Table">The table.</param>
/// <param name="Where">Columns with the values of which each must have one.</param>
/// <param name="Limit">The most rows, by the order of their key; null for all.</param>
/// <param name="Span">Where it is written.</param>
public sealed record SubsetRoot(string Table, ImmutableArray<(string Column, ImmutableArray<string> Values)> Where, int? Limit, SourceSpan Span)
{
    /// <summary>Reads <c>customer:country=Germany:limit=10</c>, as the command line has it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">What it says.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SubsetRoot? root)
    {
        root = null;
        string[] parts = text.Split(':');
        int? limit = null;
        Dictionary<string, List<string>> where = [];
        foreach (string part in parts.Skip(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return false;
            }

            (string key, string value) = (part[..equals], part[(equals + 1)..]);
            if (key != "limit")
            {
                where[key] = [.. where.GetValueOrDefault(key, []), value];
            }
            else if (limit is null && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
            {
                limit = number;
            }
            else
            {
                return false;
            }
        }

        if (parts[0].Length == 0)
        {
            return false;
        }

        root = new(parts[0], [.. where.Select(static w => (w.Key, w.Value.ToImmutableArray()))], limit, SourceSpan.WholeFile("--root"));
        return true;
    }
}
