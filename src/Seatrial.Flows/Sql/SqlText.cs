using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Flows.Sql;

/// <summary>A statement, and what can be told of it without knowing its dialect.</summary>
internal sealed partial class SqlText
{
    private readonly string _bare;

    public SqlText(string text)
    {
        Text = text;
        _bare = Bare(text);
        Placeholders = [.. Placeholder().Matches(_bare).Select(static match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
        HasVariables = Variables().IsMatch(_bare);
        IsReading = Reading().IsMatch(_bare) && !Changing().IsMatch(_bare);
        IsOneStatement = !Further().IsMatch(_bare);
    }

    public string Text { get; }

    /// <summary>The names behind an @.</summary>
    public ImmutableArray<string> Placeholders { get; }

    /// <summary>Whether it has variables of its own, which look like placeholders.</summary>
    public bool HasVariables { get; }

    /// <summary>Whether it only reads, as far as its words tell.</summary>
    public bool IsReading { get; }

    public bool IsOneStatement { get; }

    public bool Mentions(string name) =>
        Placeholders.Contains(name, StringComparer.Ordinal) || _bare.Contains(":" + name, StringComparison.Ordinal) || _bare.Contains("$" + name, StringComparison.Ordinal);

    /// <summary>The statement without comments and with nothing between quotes.</summary>
    private static string Bare(string text)
    {
        StringBuilder bare = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int end = EndOfQuiet(text, i);
            if (end > i)
            {
                bare.Append(' ');
                i = end;
            }
            else
            {
                bare.Append(text[i++]);
            }
        }

        return bare.ToString();
    }

    /// <summary>Where a literal or comment that begins here ends; the same place when none begins.</summary>
    private static int EndOfQuiet(string text, int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start);
        if (rest[0] is '\'' or '"' or '`')
        {
            return After(text, start + 1, rest[..1].ToString());
        }

        if (rest.StartsWith("--", StringComparison.Ordinal))
        {
            return After(text, start, "\n");
        }

        if (rest.StartsWith("/*", StringComparison.Ordinal))
        {
            return After(text, start + 2, "*/");
        }

        // PostgreSQL's $tag$ … $tag$
        Match tag = rest[0] == '$' ? DollarTag().Match(text, start) : Match.Empty;
        return tag.Success && tag.Index == start ? After(text, start + tag.Length, tag.Value) : start;
    }

    private static int After(string text, int from, string mark)
    {
        int at = text.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + mark.Length;
    }

    [GeneratedRegex(@"(?<![@\w])@(?<name>[A-Za-z_]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bdeclare\b|\bset\s+@|\binto\s+@|@\w+\s*:=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variables();

    [GeneratedRegex(@"^[\s(]*(select|show|values|with|table|explain|describe)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reading();

    [GeneratedRegex(@"\b(insert|update|delete|merge|into|call|exec|execute|analyze|nextval|setval)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changing();

    [GeneratedRegex(@";\s*\S", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Further();

    [GeneratedRegex(@"\$([A-Za-z_]\w*)?\$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DollarTag();
}
