using System.CommandLine;
using Seatrial.Cli.Recording;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial record</c>: turns traffic through a local proxy into a flow.</summary>
internal static class RecordCommand
{
    private static readonly Option<string> Proxy = new("--proxy")
    {
        Description = "Where to listen; port 0 takes a free one.",
        DefaultValueFactory = static _ => "127.0.0.1:0",
        HelpName = "ADDRESS:PORT",
    };

    private static readonly Option<string?> Target = new("--target") { Description = "Pass everything on to this service, and nothing else: the proxy stands in its place.", HelpName = "URL" };
    private static readonly Option<string> Out = new("--out") { Description = "The project's folder; it is made when it is not there.", DefaultValueFactory = static _ => ".", HelpName = "DIR" };
    private static readonly Option<string> Title = new("--title") { Description = "What to call the flow.", DefaultValueFactory = static _ => "Recorded", HelpName = "TEXT" };
    private static readonly Option<string?> Service = new("--service") { Description = "What to call the service.", HelpName = "NAME" };
    private static readonly Option<string[]> Hosts = CommonOptions.Repeated("--host", "HOST", "Keep requests to this host, and no others; may be given again.");
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite flows that are there. seatrial.yaml is never overwritten." };
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("record", "Make a flow of real traffic: listen as a proxy, and write what went through, without its secrets, at Ctrl-C.") { Proxy, Target, Out, Title, Service, Hosts, Force, Json };
        runner.Bind(command, Json, static (parsed, context) => RecordVerb.RunAsync(context, new(parsed.GetRequiredValue(Proxy), parsed.GetRequiredValue(Out), parsed.GetRequiredValue(Title))
        {
            Target = parsed.GetValue(Target),
            Service = parsed.GetValue(Service),
            Hosts = [.. parsed.GetRequiredValue(Hosts)],
            IsForced = parsed.GetValue(Force),
            Json = parsed.GetValue(Json),
        }));
        return command;
    }
}
