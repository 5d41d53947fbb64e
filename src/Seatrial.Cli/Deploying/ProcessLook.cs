using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Supervision;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Deploying;

/// <summary>Looks after an environment of local processes: what runs in it, and its end.</summary>
/// <param name="context">Where it was called.</param>
/// <param name="typed">The project's folder, as typed.</param>
/// <param name="named">The environment; null when not said.</param>
internal sealed class ProcessLook(CommandContext context, string typed, string? named)
{
    public async Task<CommandResult> StatusAsync(string? json)
    {
        using ProjectOpener opener = ProcessPlace.Open(context, typed);
        (string? environment, CommandResult result) = ProcessPlace.Find(context, opener, typed, named);
        if (environment is null)
        {
            return result;
        }

        SupervisorStatus? status = await opener.LocalEnvironmentOf(context.PathOf(typed), environment).FindStatusAsync(context.Stop);
        await context.WriteJsonAsync(json, writer => WriteStatus(writer, status));
        if (status is null)
        {
            context.Terminal.Write(Line.Of(Tone.Soft, $"  Nothing runs in {environment}."));
            return CommandResult.Passed;
        }

        context.Terminal.Write(Line.Of(Tone.Strong, $"  {environment}").Plain($"  {status.Release ?? "nothing deployed yet"}").Soft($"  supervisor {status.Pid}"));
        context.Terminal.Write(Line.Of("    gateway").To(18).Plain(status.IsGatewayUp ? "up" : "down").To(36).Add(Tone.Link, status.Gateway.ToString()));
        foreach (ServiceStatus service in status.Services)
        {
            Tone tone = service.Condition == ServiceCondition.Ready ? Tone.Good : Tone.Bad;
            context.Terminal.Write(Line.Of("    ").Plain(service.Name).To(18).Plain(service.Version).To(28).Add(tone, service.Condition.ToString().ToLowerInvariant()).To(42).Add(Tone.Link, service.Address.ToString()));
        }

        return CommandResult.Passed;
    }

    public async Task<CommandResult> StopAsync()
    {
        using ProjectOpener opener = ProcessPlace.Open(context, typed);
        (string? environment, CommandResult result) = ProcessPlace.Find(context, opener, typed, named);
        if (environment is null)
        {
            return result;
        }

        ProcessEnvironment processes = opener.LocalEnvironmentOf(context.PathOf(typed), environment);
        bool didRun = await processes.FindStatusAsync(context.Stop) is not null;
        using (Waiting waiting = new(context.Terminal, context.Clock, $"stopping {environment}"))
        {
            await processes.StopAsync(context.Stop);
        }

        context.Terminal.Write(didRun ? Line.Of(Tone.Good, "  stopped ").Plain(environment) : Line.Of(Tone.Soft, $"  Nothing ran in {environment}."));
        return CommandResult.Passed;
    }

    private static void WriteStatus(Utf8JsonWriter writer, SupervisorStatus? status)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("running", status is not null);
        writer.WriteString("release", status?.Release);
        writer.WriteString("gateway", status?.Gateway.ToString());
        writer.WriteStartArray("services");
        foreach (ServiceStatus service in status?.Services ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", service.Name);
            writer.WriteString("version", service.Version);
            writer.WriteString("condition", service.Condition.ToString().ToLowerInvariant());
            writer.WriteString("address", service.Address.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
