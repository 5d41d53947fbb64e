using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads the texts of a form of parts; files of it are named, not kept.</summary>
internal static partial class Multipart
{
    public static ImmutableArray<RecordedField> Read(string type, string body)
    {
        if (Boundary().Match(type) is not { Success: true } found)
        {
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<RecordedField>();
        foreach (string part in body.ReplaceLineEndings("\n").Split($"--{found.Groups["boundary"].Value}").Skip(1))
        {
            int blank = part.IndexOf("\n\n", StringComparison.Ordinal);
            if (blank > 0 && Name().Match(part[..blank]) is { Success: true } name)
            {
                fields.Add(new(name.Groups["name"].Value, part[(blank + 2)..].TrimEnd('\n')));
            }
        }

        return fields.DrainToImmutable();
    }

    [GeneratedRegex("boundary=\"?(?<boundary>[^\";, ]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Boundary();

    [GeneratedRegex("[; ]name=\"(?<name>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
