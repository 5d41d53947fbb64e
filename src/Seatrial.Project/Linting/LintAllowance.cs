using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Linting;

/// <summary><c>lint: { allow: [ST2005], because: … }</c> of a step or a flow: findings somebody has weighed.</summary>
internal sealed class LintAllowance
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private LintAllowance(ImmutableArray<DocumentNode.Scalar> codes) => Codes = codes;

    private ImmutableArray<DocumentNode.Scalar> Codes { get; }

    /// <summary>The codes that allowed nothing.</summary>
    public IEnumerable<DocumentNode.Scalar> Unused => Codes.Where(code => !_used.Contains(code.Text));

    /// <summary>Checks how an allowance is written.</summary>
    /// <param name="reader">The step or flow it is in.</param>
    public static void Check(MapReader reader)
    {
        if (reader.Child("lint", "`lint`") is not { } lint)
        {
            return;
        }

        lint.Required("allow", "Name the findings that are meant to be as they are: `lint: { allow: [ST2005], because: the list is sorted }`.");
        foreach (DocumentNode.Scalar code in ScalarsOf(lint.Node("allow")).Where(static c => !LintRules.Codes.Contains(c.Text, StringComparer.Ordinal)))
        {
            string hint = Nearest.To(code.Text, LintRules.Codes) is { } near ? $"Did you mean `{near}`?" : $"Known: {string.Join(", ", LintRules.Codes)}.";
            lint.Report("ST0902", code.Span, $"`{code.Text}` is no finding of `seatrial lint` that can be allowed.", hint);
        }

        lint.RequiredText("because", "Say why, for whoever comes after you: `because: the API sorts by age`.");
        lint.Finish();
    }

    /// <summary>The allowance of a step or a flow; null when it has none.</summary>
    public static LintAllowance? Of(DocumentNode.Mapping map) =>
        map.Find("lint")?.Value is DocumentNode.Mapping lint ? new([.. ScalarsOf(lint.Find("allow")?.Value)]) : null;

    /// <summary>Whether it allows a finding.</summary>
    public bool Allows(string code)
    {
        bool allows = Codes.Any(c => c.Text == code);
        if (allows)
        {
            _used.Add(code);
        }

        return allows;
    }

    private static IEnumerable<DocumentNode.Scalar> ScalarsOf(DocumentNode? node) => node switch
    {
        DocumentNode.Sequence list => list.Items.OfType<DocumentNode.Scalar>(),
        DocumentNode.Scalar one => [one],
        _ => [],
    };
}
