using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Project.OpenApi;

/// <summary>A path with parameters, such as <c>/orders/{orderId}</c>.</summary>
public sealed class PathTemplate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Regex _pattern;

    /// <param name="text">The path as written.</param>
    public PathTemplate(string text)
    {
        Text = text;
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        StringBuilder pattern = new("^");
        StringBuilder rank = new();
        int at = 0;
        while (at < text.Length)
        {
            int close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (close > at)
            {
                names.Add(text[(at + 1)..close]);
                pattern.Append("([^/?#]+)");
                rank.Append('0');
                at = close + 1;
                continue;
            }

            pattern.Append(Regex.Escape(text[at].ToString()));
            rank.Append('1');
            at++;
        }

        Names = names.ToImmutable();
        // Where two templates fit one path, the one that is written out at the first difference is meant.
        Rank = rank.ToString();
        _pattern = new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>The names of its parameters, in order.</summary>
    public ImmutableArray<string> Names { get; }

    internal string Rank { get; }

    /// <summary>Whether a path is one of it.</summary>
    /// <param name="path">The path, escaped as it is sent, without the query.</param>
    /// <param name="values">The values of the parameters, still escaped, in the order of <see cref="Names"/>.</param>
    public bool TryMatch(string path, out ImmutableArray<string> values)
    {
        Match match = _pattern.Match(path);
        values = match.Success ? [.. match.Groups.Values.Skip(1).Select(static g => g.Value)] : [];
        return match.Success;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
