using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds who a step acts as: <c>as</c>, an actor of the project, or <c>auth</c>, a token provider.</summary>
/// <param name="project">The project, without its flows.</param>
internal sealed class WhoBinder(ProjectModel project)
{
    /// <summary>The token provider of the step, and the actor that brought it.</summary>
    public (string? Auth, string? Actor) Bind(MapReader reader)
    {
        if (reader.Text("as") is { } actor)
        {
            return (AuthOf(reader, actor), actor);
        }

        if (reader.Text("auth") is not { } name)
        {
            return (null, null);
        }

        if (!project.Tokens.ContainsKey(name))
        {
            string hint = Nearest.To(name, project.Tokens.Keys) is { } near ? $"Did you mean `{near}`?" : "Describe it under `tokens:` of seatrial.yaml.";
            reader.Report("ST0404", reader.Node("auth")!.Span, $"The project has no token provider `{name}`.", hint);
        }

        return (name, null);
    }

    private string? AuthOf(MapReader reader, string name)
    {
        DocumentNode node = reader.Node("as")!;
        if (reader.Node("auth") is not null)
        {
            reader.Report("ST0551", node.Span, $"This step acts as `{name}` and names a token provider of its own.", "Keep one: `as` brings the actor's token provider.");
        }

        if (project.Actors.TryGetValue(name, out ActorModel? actor))
        {
            return actor.Auth;
        }

        string hint = Nearest.To(name, project.Actors.Keys) is { } near ? $"Did you mean `{near}`?" : "Describe it under `actors:` of seatrial.yaml: `{ auth: TOKEN }`, or `{}` for someone without a token.";
        reader.Report("ST0550", node.Span, $"The project has no actor `{name}`.", hint);
        return null;
    }
}
