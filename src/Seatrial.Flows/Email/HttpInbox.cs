using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>Hears what comes into an inbox of HTTP from now on: asks again and again for what there is, and takes what was not there before.</summary>
internal sealed class HttpInbox : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly HttpInboxKind _kind;
    private readonly ServerAddress _address;
    private readonly StepExchange _sent;
    private readonly HashSet<string> _seen;
    private readonly MessageBuffer _buffer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private Task _loop = Task.CompletedTask;

    private HttpInbox(HttpClient client, HttpInboxKind kind, ServerAddress address, StepExchange sent, HashSet<string> seen, MessageBuffer buffer, TimeProvider time) =>
        (_client, _kind, _address, _sent, _seen, _buffer, _time) = (client, kind, address, sent, seen, buffer, time);

    /// <exception cref="StepTransportException">It cannot be asked.</exception>
    public static async ValueTask<IStepListener> OpenAsync(ServerAddress address, HttpInboxKind kind, ConnectionSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        string line = $"inbox ({kind.Name})";
        StepExchange sent = Shown.Exchange("email", address, Shown.Message($"{address.Shown} {line}", [], null));
        await ServerFaults.ReachAsync(address, sent, cancellationToken);
        HttpClient client = Client(address, settings);
        HttpInbox inbox = new(client, kind, address, sent, new(StringComparer.Ordinal), new MessageBuffer(line), time);
        try
        {
            inbox._seen.UnionWith(await inbox.IdsAsync(cancellationToken));
        }
        catch
        {
            await inbox.DisposeAsync();
            throw;
        }

        inbox._loop = Task.Run(inbox.LoopAsync, CancellationToken.None);
        return new BufferedListener("email", address, line, inbox._buffer, inbox, time);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _client.Dispose();
        _end.Dispose();
    }

    private static HttpClient Client(ServerAddress address, ConnectionSettings settings)
    {
        SocketsHttpHandler handler = new() { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, SslOptions = ServiceTls.Options(settings) };
        HttpClient client = new(handler)
        {
            BaseAddress = new Uri($"{address.Scheme}://{address.Authority}/{(address.Path.Length == 0 ? string.Empty : address.Path.TrimEnd('/') + "/")}"),
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        if (address.User is { } user)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{address.Password}")));
        }

        return client;
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, _time, _end.Token);

                foreach (string id in (await IdsAsync(_end.Token)).Where(_seen.Add))
                {
                    _buffer.Add(MailReader.Read(await AskAsync(_kind.Before + Uri.EscapeDataString(id) + _kind.After, _end.Token)));
                }
            }
        }
        catch (StepTransportException exception)
        {
            _buffer.Fail(exception.Fault, exception.Message, exception);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private async Task<List<string>> IdsAsync(CancellationToken cancellationToken)
    {
        byte[] answer = await AskAsync(_kind.List, cancellationToken);
        if (JsonTexts.TryParse(answer) is { } json)
        {
            JsonElement list = _kind.Property is null ? json
                : json.ValueKind == JsonValueKind.Object && json.TryGetProperty(_kind.Property, out JsonElement inner) ? inner : default;
            if (list.ValueKind == JsonValueKind.Array)
            {
                IEnumerable<string> ids = list.EnumerateArray().Select(IdOf);
                return [.. _kind.IsNewestFirst ? ids.Reverse() : ids];
            }
        }

        throw NotOne("its list of mails is none");
    }

    private string IdOf(JsonElement mail) =>
        mail.ValueKind == JsonValueKind.Object && mail.TryGetProperty(_kind.Id, out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()!
            : throw NotOne($"a mail of its list has no {_kind.Id}");

    private async Task<byte[]> AskAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellationToken),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    throw ServerFaults.Denied(_address, $"{(int)response.StatusCode} {response.ReasonPhrase}", null, _sent, new HttpRequestException(response.ReasonPhrase)),
                _ => throw NotOne($"{(int)response.StatusCode} {response.ReasonPhrase} for /{path}"),
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServerFaults.OfRequest(new TimeoutException("no answer within 10 s", exception), _address, _sent, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ServerFaults.OfRequest(exception, _address, _sent, cancellationToken);
        }
    }

    private StepTransportException NotOne(string why) => new(TransportFault.Protocol, false, $"{_address.Shown} does not answer as an inbox of {_kind.Name} does: {why}", _sent);
}
