using Seatrial.Core.Documents;

namespace Seatrial.Project.Importing.Reading;

/// <summary>The diagnostics of imports.</summary>
internal static class ImportErrors
{
    public static ImportException NotThat(string file, string what, string why, string hint, int line = 0, int column = 0) =>
        new(new("ST1050", DiagnosticSeverity.Error, new(file, line, column), $"The file is not {what}: {why}", hint));

    public static ImportException TooLarge(string file, string why) =>
        new(new("ST1051", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), why, "Record less at a time, or cut the file."));

    public static ImportException Nothing(string file, string why) =>
        new(new("ST1052", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), "There is nothing to make a flow of.", why));

    public static ImportException NotACommand(string file, int line, int column, string why) =>
        new(new("ST1053", DiagnosticSeverity.Error, new(file, line, column), $"The command cannot be read: {why}", "Write it as a shell would take it: `curl -X POST https://… -d '…'`."));
}
