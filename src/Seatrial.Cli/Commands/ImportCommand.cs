using System.CommandLine;
using Seatrial.Cli.Importing;
using Seatrial.Project.Importing;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial import</c>: makes flows of what other programs wrote.</summary>
internal static class ImportCommand
{
    private static readonly Dictionary<string, ImportKind> Kinds = new(StringComparer.Ordinal)
    {
        ["openapi"] = ImportKind.OpenApi,
        ["postman"] = ImportKind.Postman,
        ["har"] = ImportKind.Har,
        ["curl"] = ImportKind.Curl,
    };

    private static readonly Argument<string> Kind = new Argument<string>("kind")
    {
        Description = "What the file is.",
        HelpName = string.Join('|', Kinds.Keys),
    }.AcceptOnlyFromAmong([.. Kinds.Keys]);

    private static readonly Argument<string> File = new("file") { Description = "The file; `-` is standard input.", HelpName = "FILE" };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The project's folder; it is made when it is not there.",
        DefaultValueFactory = static _ => ".",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Base = new("--base") { Description = "Where the service is, when the file does not say so or says something else.", HelpName = "URL" };
    private static readonly Option<string?> Service = new("--service") { Description = "What to call the service.", HelpName = "NAME" };
    private static readonly Option<string?> Title = new("--title") { Description = "What to call the flow of a recording or of commands.", HelpName = "TEXT" };
    private static readonly Option<string?> Environment = new("--environment") { Description = "A Postman environment, for the values of variables.", HelpName = "FILE" };
    private static readonly Option<string[]> Hosts = CommonOptions.Repeated("--host", "HOST", "Keep requests to this host, and no others; may be given again. `.example.com` is all below it.");
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite flows that are there. seatrial.yaml is never overwritten." };
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("import", "Make flows of an OpenAPI description, a Postman collection, a HAR or curl commands.") { Kind, File, Out, Base, Service, Title, Environment, Hosts, Force, Json };
        runner.Bind(command, Json, static (parsed, context) => ImportVerb.RunAsync(context, new(Kinds[parsed.GetRequiredValue(Kind)], parsed.GetRequiredValue(File), parsed.GetRequiredValue(Out))
        {
            Base = parsed.GetValue(Base),
            Service = parsed.GetValue(Service),
            Title = parsed.GetValue(Title),
            Environment = parsed.GetValue(Environment),
            Hosts = [.. parsed.GetRequiredValue(Hosts)],
            IsForced = parsed.GetValue(Force),
            Json = parsed.GetValue(Json),
        }));
        return command;
    }
}
