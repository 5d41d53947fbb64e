namespace Shop.ServiceDefaults.Storage;

/// <summary>The name of a statement's span: its verb and its table, as the semantic conventions ask.</summary>
internal static class SqlSummary
{
    public static string Of(string sql)
    {
        var words = sql.Split((char[])[' ', '\n', '\r', '\t', '('], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length - 1; i++)
        {
            if (words[i] is "FROM" or "INTO" or "UPDATE")
            {
                return $"{words[0]} {words[i + 1]}";
            }
        }

        return words[0];
    }
}
