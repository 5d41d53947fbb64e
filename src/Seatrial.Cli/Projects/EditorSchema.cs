using Seatrial.Cli.Terminal;
using Seatrial.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Shapes;

namespace Seatrial.Cli.Projects;

/// <summary>The schemas editors read, as this version knows the language.</summary>
internal static class EditorSchema
{
    public const string Flow = "flow";
    public const string Project = "project";

    /// <summary>Where they lie in a project, and where the first line of its files looks for them.</summary>
    public static readonly (string Kind, string File)[] Files = [(Flow, ".seatrial/flow.schema.json"), (Project, ".seatrial/project.schema.json")];

    public static byte[] Of(string kind, TimeProvider clock)
    {
        if (kind == Project)
        {
            return EditorSchemas.Project();
        }

        using HttpTransport transport = new(new HttpTransportOptions(), clock);
        return EditorSchemas.Flow(FlowVerbs.All(transport));
    }

    public static CommandResult Write(CommandContext context, string kind, string? file)
    {
        using (Stream output = context.OpenOutput(file ?? "-"))
        {
            output.Write(Of(kind, context.Clock));
        }

        if (file is not null and not "-")
        {
            context.Terminal.Write(Line.Of(Tone.Good, "wrote ").Plain(file));
            context.Terminal.Write(Line.Of(Tone.Soft, $"An editor with a YAML language server reads it where a file begins with: # yaml-language-server: $schema={file}"));
        }

        return CommandResult.Passed;
    }
}
