using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial schema</c>: the JSON Schema of what users write, for editors.</summary>
internal static class SchemaCommand
{
    private static readonly Argument<string> Kind = new Argument<string>("kind")
    {
        Description = "Of which files: flow (*.flow.yaml) or project (seatrial.yaml).",
        DefaultValueFactory = _ => EditorSchema.Flow,
        HelpName = "flow|project",
    }.AcceptOnlyFromAmong(EditorSchema.Flow, EditorSchema.Project);

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The file to write; standard output when it is left out.",
        HelpName = "FILE",
    };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("schema", "Write the JSON Schema of flow files or of seatrial.yaml: completion, explanations and checks in any editor.") { Kind, Out };
        runner.Bind(command, null, static (parsed, context) =>
            Task.FromResult(EditorSchema.Write(context, parsed.GetRequiredValue(Kind), parsed.GetValue(Out))));
        return command;
    }
}
