using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Seatrial.Cli.Importing;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Servers;
using Seatrial.Cli.Terminal;
using Seatrial.Project.Importing;

namespace Seatrial.Cli.Recording;

/// <summary>Records until it is stopped, then writes the flow.</summary>
internal static class RecordVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, RecordArguments arguments)
    {
        Uri? target = null;
        if (arguments.Target is { } typed && !(Uri.TryCreate(typed, UriKind.Absolute, out target) && target.Scheme is "http" or "https"))
        {
            context.TellError($"--target {typed} is not an address that begins with http:// or https://.");
            return CommandResult.Usage;
        }

        if (ListenAddress.Parse(context, arguments.Listen) is not { } listen)
        {
            return CommandResult.Usage;
        }

        Recording recording = new();
        using (RecordingProxy proxy = new(recording, target, context.Clock))
        await using (WebApplication app = Host(listen, proxy))
        {
            await app.StartAsync(context.Stop);
            TellStart(context, app.Urls.First(), target);
            await WaitAsync(context.Stop);
            await app.StopAsync(CancellationToken.None);
        }

        // The first Ctrl-C ended the recording, not the command.
        return await WriteAsync(context with { Stop = CancellationToken.None }, arguments, recording.Exchanges);
    }

    private static WebApplication Host(IPEndPoint listen, RecordingProxy proxy)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "seatrial" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(listen, static one => one.Protocols = HttpProtocols.Http1);
        });
        WebApplication app = builder.Build();
        app.Run(proxy.PassAsync);
        return app;
    }

    private static void TellStart(CommandContext context, string address, Uri? target)
    {
        context.Terminal.Write(Line.Of(Tone.Strong, "  Recording at ").Add(Tone.Link, address));
        context.Terminal.Write(target is null
            ? Line.Of(Tone.Soft, $"  Use it as the HTTP proxy: http_proxy={address}. HTTPS cannot be read this way: use --target https://…")
            : Line.Of(Tone.Soft, $"  Ask it in place of {target.AbsoluteUri.TrimEnd('/')}."));
        context.Terminal.Write(Line.Of(Tone.Soft, "  Ctrl-C ends it, and writes the flow."));
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static async Task<CommandResult> WriteAsync(CommandContext context, RecordArguments arguments, IReadOnlyList<RecordedExchange> exchanges)
    {
        string root = context.PathOf(arguments.Out);
        context.Terminal.Write(Line.Of(Tone.Soft, $"  {ProjectValidation.Count(exchanges.Count, "request")} recorded"));
        try
        {
            ImportResult result = ImportVerb.Importer(context).Import(exchanges, ImportVerb.Options(root, arguments.Title) with { Service = arguments.Service, Hosts = arguments.Hosts });
            return await new ImportOutput(context, arguments.Out, root) { IsForced = arguments.IsForced }.WriteAsync(result, [], arguments.Json);
        }
        catch (ImportException exception)
        {
            ProjectFolder.Tell(exception.Diagnostic, new Dictionary<string, string>(StringComparer.Ordinal), context.Errors);
            return CommandResult.Invalid;
        }
    }
}
