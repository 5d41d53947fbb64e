using System.Runtime.CompilerServices;
using Seatrial.Cli.Deploying;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Triage;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Runs;

/// <summary>Telemetry of a run without a server: taken in where the user says, or where the services of a process environment send it.</summary>
/// <remarks>Nothing of the web is loaded for a run that looks at no trace and was given no port.</remarks>
internal sealed class RunTelemetry : IAsyncDisposable
{
    private readonly IAsyncDisposable? _listener;

    private RunTelemetry(ISignalQuery signals, IAsyncDisposable? listener) => (Signals, _listener) = (signals, listener);

    public ISignalQuery Signals { get; }

    public static async Task<RunTelemetry> OpenAsync(CommandContext context, RunArguments arguments, LoadedProject project, string environment)
    {
        if (arguments.OtlpGrpcPort is not null || arguments.OtlpHttpPort is not null)
        {
            return await ListenAsync(context, arguments.OtlpGrpcPort ?? 0, arguments.OtlpHttpPort ?? 0, isTold: true);
        }

        if (project.Source?.Project is { } model && model.Environments[environment].Process is not null && model.Flows.Values.Any(static flow => LooksAtTraces(flow.Steps))
            && await EndpointAsync(context, arguments.Project, model, environment) is { } endpoint)
        {
            try
            {
                return await ListenAsync(context, endpoint.Port, 0, isTold: false);
            }
            catch (SeatrialException)
            {
                context.Errors.Write(Line.Of(Tone.Doubt, $"  The services of {environment} send telemetry to {endpoint}, where another program listens (`seatrial serve`?): this run sees none of it."));
            }
        }

        return new RunTelemetry(new NoTelemetry(), null);
    }

    public ValueTask DisposeAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<RunTelemetry> ListenAsync(CommandContext context, int grpc, int http, bool isTold)
    {
        TelemetryListener listener = await TelemetryListener.StartAsync(grpc, http, context.Clock, context.Stop);
        if (isTold)
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  OTLP/gRPC ").Add(Tone.Link, listener.Grpc.ToString()).Soft("  OTLP/HTTP ").Add(Tone.Link, listener.Http.ToString()));
        }

        return new RunTelemetry(listener.Signals, listener);
    }

    private static bool LooksAtTraces(IEnumerable<StepPlan> steps) =>
        steps.Any(static step => step.Verb == "trace" || (step.Action is IBlockAction block && block.Branches.Any(static branch => LooksAtTraces(branch))));

    private static async Task<Uri?> EndpointAsync(CommandContext context, string typed, ProjectModel project, string environment)
    {
        using ProjectOpener opener = ProcessPlace.Open(context, typed);
        SupervisorStatus? status = await opener.ProcessEnvironmentOf(project, environment).FindStatusAsync(context.Stop);
        return Uri.TryCreate(status?.TelemetryEndpoint, UriKind.Absolute, out Uri? endpoint) && endpoint.IsLoopback ? endpoint : null;
    }
}
