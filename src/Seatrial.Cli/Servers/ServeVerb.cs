using System.Net;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>Runs the server.</summary>
internal static class ServeVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, ServeArguments arguments)
    {
        if (ListenAddress.Parse(context, arguments.Listen) is not { } listen)
        {
            return CommandResult.Usage;
        }

        string[] folders = [.. arguments.Projects.Select(context.PathOf)];
        string state = arguments.State is null ? ProjectOpener.DefaultStateFolder(folders[0]) : context.PathOf(arguments.State);
        OpenerOptions options = ProjectFolder.Options(state) with
        {
            AllowCommands = false,
            IsShadow = arguments.Shadow,
            EnvironmentsFolder = arguments.Environments,
        };
        using ProjectOpener opener = new(options, context.Clock);
        ProjectLoadResult[] loaded = [.. folders.Zip(arguments.Projects, opener.Loader.Load)];
        Array.ForEach(loaded, result => ProjectFolder.Tell(result, context.Errors));
        if (Array.Exists(loaded, result => result.Project is null))
        {
            return CommandResult.Invalid;
        }

        foreach (ProjectModel project in loaded.Select(result => result.Project!).Where(project => project.Flows.IsEmpty))
        {
            context.Errors.Write(Line.Of(Tone.Doubt, $"warning: {string.Join("; ", FlowSearch.Explain(project.Name, project.Folder))}"));
        }

        // A server that was killed left its address: whoever sends to it goes on sending there.
        ServerFile? left = ServerFile.Read(state);
        ServeOptions serve = new()
        {
            StateFolder = state,
            ReadToken = ReadToken(arguments.ReadTokenEnv),
            Address = listen.Address,
            Port = listen.Port == 0 ? FreeAgain(left?.Api) : listen.Port,
            OtlpGrpcPort = arguments.OtlpGrpcPort == 0 ? FreeAgain(left?.OtlpGrpc) : arguments.OtlpGrpcPort,
            OtlpHttpPort = arguments.OtlpHttpPort == 0 ? FreeAgain(left?.OtlpHttp) : arguments.OtlpHttpPort,
            OnNews = news => context.Terminal.Write(Line.Of(Tone.Soft, $"  {context.Clock.GetLocalNow():HH:mm:ss}  ").Plain(news)),
        };
        await SeatrialServer.RunAsync(serve, new ProjectCatalogue(options, opener, loaded), context.Clock, server => Tell(context, server, loaded), context.Stop);
        return CommandResult.Passed;
    }

    /// <summary>The token readers must show, from a variable: an argument could be read by everybody on this machine.</summary>
    private static string? ReadToken(string? variable)
    {
        if (variable is null)
        {
            return null;
        }

        return Environment.GetEnvironmentVariable(variable) is { Length: >= ServeOptions.LeastReadToken } token
            ? token
            : throw new SeatrialException("read-token-missing", $"The environment variable {variable} should hold the token readers must show, of at least {ServeOptions.LeastReadToken} characters.");
    }

    private static void Tell(CommandContext context, ServerFile server, ProjectLoadResult[] loaded)
    {
        context.Terminal.Write(Line.Of(Tone.Strong, "  Seatrial serves ").Plain(string.Join(", ", loaded.Select(result => result.Project!.Name))));
        context.Terminal.Write(Line.Of(Tone.Soft, "  API and webhooks  ").Add(Tone.Link, server.Api.ToString()));
        context.Terminal.Write(Line.Of(Tone.Soft, "  OTLP/gRPC         ").Add(Tone.Link, server.OtlpGrpc?.ToString()));
        context.Terminal.Write(Line.Of(Tone.Soft, "  OTLP/HTTP         ").Add(Tone.Link, server.OtlpHttp?.ToString()));
        context.Terminal.Write(Line.Of(Tone.Soft, "  Ctrl-C stops it; what runs is resumed at the next start."));
    }

    private static int FreeAgain(Uri? address)
    {
        if (address is null)
        {
            return 0;
        }

        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, address.Port));
            return address.Port;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return 0;
        }
    }
}
