using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Project.Loading;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>Runs the server.</summary>
internal static class ServeVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, ServeArguments arguments)
    {
        if (Load(context, arguments.Projects) is not { } projects)
        {
            return CommandResult.Invalid;
        }

        using ServedCatalogue catalogue = new(projects, context.Clock);
        ServeOptions options = new()
        {
            StateFolder = arguments.State is null ? projects[0].Setups.Place.State : context.PathOf(arguments.State),
            Address = arguments.Listen.Address,
            Port = arguments.Listen.Port,
            OtlpGrpcPort = arguments.OtlpGrpcPort,
            OtlpHttpPort = arguments.OtlpHttpPort,
            Parallel = arguments.Parallel,
            ReadToken = Token(arguments.TokenEnv),
        };
        await SeatrialServer.RunAsync(options, catalogue, context.Clock, server => Tell(context, server, projects), context.Stop);
        return CommandResult.Passed;
    }

    private static ImmutableArray<(ProjectModel Model, ProjectSetups Setups)>? Load(CommandContext context, ImmutableArray<string> folders)
    {
        ImmutableArray<(ProjectModel Model, ProjectSetups Setups)>.Builder loaded =
            ImmutableArray.CreateBuilder<(ProjectModel Model, ProjectSetups Setups)>();
        foreach (string folder in folders)
        {
            ProjectSetups setups = new(new ProjectPlace(context.PathOf(folder)), context.Clock, allowCommands: false);
            if (setups.Load(result => ProjectFolder.Tell(result, context.Errors)) is { } model)
            {
                loaded.Add((model, setups));
            }
            else
            {
                setups.Dispose();
            }
        }

        return loaded.Count == folders.Length ? loaded.ToImmutable() : null;
    }

    private static string? Token(string? variable) => variable is null
        ? null
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } token
            ? token
            : throw new SeatrialException("token-missing", $"The environment variable {variable} is empty; it should hold the token that readers must show.");

    private static void Tell(CommandContext context, ServerFile server, ImmutableArray<(ProjectModel Model, ProjectSetups Setups)> projects)
    {
        context.Terminal.Write(Line.Of(Tone.Strong, "  Seatrial serves ").Plain(string.Join(", ", projects.Select(project => project.Model.Name))));
        context.Terminal.Write(Line.Of(Tone.Soft, "  api        ").Add(Tone.Link, server.Api.AbsoluteUri));
        context.Terminal.Write(Line.Of(Tone.Soft, "  telemetry  ").Plain($"{server.OtlpGrpc} (OTLP/gRPC)  {server.OtlpHttp} (OTLP/HTTP)"));
        foreach ((ProjectModel model, _) in projects)
        {
            foreach (string environment in model.Environments.Keys)
            {
                context.Terminal.Write(Line.Of(Tone.Soft, "  tell       ").Plain($"POST {server.Api}api/v1/projects/{model.Name}/environments/{environment}/deployments"));
            }
        }
    }
}
