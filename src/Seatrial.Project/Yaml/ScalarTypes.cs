using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Yaml;

/// <summary>The core schema of YAML 1.2 (section 10.3.2), without octal and hexadecimal numbers, infinity and not-a-number, which are texts here.</summary>
internal static partial class ScalarTypes
{
    public static ScalarKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when Integer().IsMatch(plain) => ScalarKind.Integer,
        _ when Number().IsMatch(plain) => ScalarKind.Number,
        _ => ScalarKind.Text,
    };

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
