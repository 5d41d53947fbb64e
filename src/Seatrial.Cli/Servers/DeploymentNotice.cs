using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Deployments;

namespace Seatrial.Cli.Servers;

/// <summary>Tells a server of a deployment: the signed webhook of the outside contract.</summary>
internal sealed class DeploymentNotice(CommandContext context, NoticeArguments arguments)
{
    public async Task<CommandResult> SendAsync(string? json)
    {
        if (arguments.To is { } to && !(Uri.TryCreate(to, UriKind.Absolute, out Uri? typed) && typed.Scheme is "http" or "https"))
        {
            context.TellError($"--to {to}: write the server's whole address, such as http://localhost:7380.");
            return CommandResult.Usage;
        }

        LocalServer? local = LocalServer.Find(context, arguments.Project);
        if (local is not null && EnvironmentChoice.Choose(context, local.Project.Name, [.. local.Project.Environments.Keys], arguments.Environment) is null)
        {
            return CommandResult.Usage;
        }

        string project = local?.Project.Name ?? (arguments.Project == "." ? Path.GetFileName(context.Folder) : arguments.Project);
        string address = arguments.To ?? local?.Address?.ToString()
            ?? throw new SeatrialException("server-not-found", $"No server serves {project} on this machine. Start one with `{context.Paste("serve", arguments.Project)}`, or name one with --to.");
        if (Secret(local) is not { } secret)
        {
            return CommandResult.Usage;
        }

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
                string detail = Text(answer, "detail") ?? $"It answered {(int)response.StatusCode} {response.ReasonPhrase} and says no more; is {request.RequestUri!.GetLeftPart(UriPartial.Authority)} a Seatrial server?";
                context.TellError($"The server refused: {detail}");
                return new CommandResult(CodeOf(response.StatusCode));
            }

            string word = Text(answer, "status") ?? "accepted";
            context.Terminal.Write(Line.Of(Tone.Good, $"  {(word == "known" ? "known already" : word)} ")
                .Plain(Text(answer, "runId") is { } run ? $" run {run}" : string.Empty)
                .Soft(Text(answer, "reason") is { } reason ? $" {reason}" : string.Empty));
            return CommandResult.Passed;
        }
    }

    /// <summary>What was told cannot be meant; the secret is not the right one; or it may go well another time.</summary>
    private static ExitCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.Invalid,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => ExitCode.Inconclusive,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ExitCode.Usage,
        < HttpStatusCode.BadRequest => ExitCode.Invalid,
        _ => ExitCode.Inconclusive,
    };

    private static string? Text(byte[] answer, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The secret; null after it was told that none was named.</summary>
    private string? Secret(LocalServer? local)
    {
        if (arguments.SecretEnv is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret
                ? secret
                : throw new SeatrialException("secret-missing", $"The environment variable {variable} is empty; it should hold the webhook's secret.");
        }

        if (local?.WebhookSecret(arguments.Environment) is { } known)
        {
            return known;
        }

        context.TellError("Say which environment variable holds the webhook's secret: --secret-env NAME.");
        return null;
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
