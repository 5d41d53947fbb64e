using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Deployments;

namespace Seatrial.Cli.Servers;

/// <summary>Tells a server of a deployment: the signed webhook of the outside contract.</summary>
internal sealed class DeploymentNotice(CommandContext context, NoticeArguments arguments)
{
    public async Task<CommandResult> SendAsync(string? json)
    {
        LocalServer? local = LocalServer.Find(context.PathOf(arguments.Project));
        string project = local?.Project ?? (arguments.Project == "." ? Path.GetFileName(context.Folder) : arguments.Project);
        string address = arguments.To ?? local?.Address
            ?? throw new SeatrialException("server-not-found", $"No server serves {arguments.Project} on this machine. Start one with 'seatrial serve', or name one with --to.");
        string secret = Secret(local);
        Uri uri = new($"{address.TrimEnd('/')}/api/v1/projects/{Uri.EscapeDataString(project)}/environments/{Uri.EscapeDataString(arguments.Environment)}/deployments");
        byte[] body = Body();
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
        using HttpRequestMessage request = new(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(secret, body, context.Clock));
        return await SendAsync(client, request, json);
    }

    private async Task<CommandResult> SendAsync(HttpClient client, HttpRequestMessage request, string? json)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, context.Stop);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException && !context.Stop.IsCancellationRequested)
        {
            throw new SeatrialException("server-unreachable", $"{request.RequestUri} could not be reached: {exception.Message} Is the server up?", isTransient: true, exception);
        }

        using (response)
        {
            byte[] answer = await response.Content.ReadAsByteArrayAsync(context.Stop);
            if (json is not null)
            {
                await using Stream output = context.OpenOutput(json);
                await output.WriteAsync(answer, context.Stop);
            }

            if (!response.IsSuccessStatusCode)
            {
                context.TellError($"the server answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
                return CommandResult.Failed;
            }

            string word = response.StatusCode == System.Net.HttpStatusCode.Accepted ? "accepted" : "known already";
            context.Terminal.Write(Line.Of(Tone.Good, $"  {word} ").Soft(response.Headers.Location?.ToString()));
            return CommandResult.Passed;
        }
    }

    private string Secret(LocalServer? local)
    {
        if (arguments.SecretEnv is null)
        {
            return local?.WebhookSecret(arguments.Environment)
                ?? throw new SeatrialException("secret-missing", "Say which variable holds the webhook's secret: --secret-env NAME.");
        }

        return Environment.GetEnvironmentVariable(arguments.SecretEnv) is { Length: > 0 } secret
            ? secret
            : throw new SeatrialException("secret-missing", $"The environment variable {arguments.SecretEnv} is empty; it should hold the webhook's secret.");
    }

    private byte[] Body()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("id", arguments.Id ?? $"cli-{Guid.NewGuid():n}");
            json.WriteStartArray("services");
            foreach (DeployedService service in arguments.Services)
            {
                json.WriteStartObject();
                json.WriteString("name", service.Name);
                json.WriteString("version", service.Version);
                if (service.PreviousVersion is { } previous)
                {
                    json.WriteString("previousVersion", previous);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (arguments.Revision is { } revision)
            {
                json.WriteString("revision", revision);
            }

            json.WriteString("actor", Environment.UserName);
            json.WriteString("occurredAt", context.Clock.GetUtcNow());
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
