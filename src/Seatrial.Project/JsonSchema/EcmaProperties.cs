namespace Seatrial.Project.JsonSchema;

/// <summary>The Unicode properties of <c>\p{}</c> that .NET knows: the general categories, by their short and long names.</summary>
internal static class EcmaProperties
{
    private static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
    };

    private static readonly HashSet<string> Short = [.. Long.Values];

    /// <summary>The short name of a category.</summary>
    /// <exception cref="EcmaSyntaxException">It is none, or another property.</exception>
    public static string Category(string property)
    {
        string name = property.StartsWith("General_Category=", StringComparison.Ordinal) || property.StartsWith("gc=", StringComparison.Ordinal)
            ? property[(property.IndexOf('=', StringComparison.Ordinal) + 1)..]
            : property;
        return Short.Contains(name) ? name
            : Long.GetValueOrDefault(name) ?? throw new EcmaSyntaxException($"the property {property} is not known; general categories are, such as \\p{{L}}");
    }
}
