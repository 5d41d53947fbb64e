using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>What users may call things.</summary>
internal static partial class Identifiers
{
    /// <summary>Checks a name that expressions, paths and streams will hold.</summary>
    public static bool Check(DocumentNode.Scalar name, string what, Action<Diagnostic> report)
    {
        if (Name().IsMatch(name.Text))
        {
            return true;
        }

        report(new(
            "ST0206",
            DiagnosticSeverity.Error,
            name.Span,
            $"`{name.Text}` cannot be the name of {what}.",
            "Begin with a letter, go on with letters, digits, `-` and `_`; at most 64 characters."));
        return false;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
