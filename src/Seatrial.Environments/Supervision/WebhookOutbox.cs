using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Tells Seatrial of deployments until it has heard: one file each, sent in order, again and again while the server is
/// down. What the server refuses is kept apart and tried once more when the target is configured anew.
/// </summary>
internal sealed partial class WebhookOutbox(StateStore store, StatePaths paths, SupervisorOptions options, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private readonly SemaphoreSlim _wake = new(0, 1);
    private long _last = LastNumber(paths);

    public int Waiting => Files(paths.Outbox).Length;

    public int Refused => Files(paths.Undeliverable).Length;

    /// <summary>Adds a delivery; the same key is added once.</summary>
    public void Add(string key, ReadOnlySpan<byte> body)
    {
        string suffix = "-" + StatePaths.Hash(key) + ".json";
        if (!Files(paths.Outbox).Concat(Files(paths.Undeliverable)).Any(f => f.EndsWith(suffix, StringComparison.Ordinal)))
        {
            _last++;
            PrivateFiles.Write(Path.Combine(paths.Outbox, _last.ToString("D10", CultureInfo.InvariantCulture) + suffix), body);
        }

        Wake();
    }

    /// <summary>Tries everything again: the target changed.</summary>
    public void Retry()
    {
        foreach (string file in Files(paths.Undeliverable))
        {
            File.Move(file, Path.Combine(paths.Outbox, Path.GetFileName(file)), overwrite: true);
        }

        Wake();
    }

    /// <summary>Delivers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = options.WebhookDelay;
        while (true)
        {
            string? next = Files(paths.Outbox).FirstOrDefault();
            if (next is null || store.Current.Webhook is not { } target)
            {
                await _wake.WaitAsync(cancellationToken);
                continue;
            }

            if (await IsSettledAsync(next, target, cancellationToken))
            {
                delay = options.WebhookDelay;
                continue;
            }

            // Waking ends the pause: a new target may answer at once.
            using var pause = new CancellationTokenSource(delay, options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
            try
            {
                await _wake.WaitAsync(either.Token);
                delay = options.WebhookDelay;
            }
            catch (OperationCanceledException) when (pause.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _wake.Dispose();
    }

    private async Task<bool> IsSettledAsync(string file, WebhookTarget target, CancellationToken cancellationToken)
    {
        byte[] body = await File.ReadAllBytesAsync(file, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target.Address())
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };

            // Signed anew each time: the receiver refuses what is older than five minutes.
            request.Headers.TryAddWithoutValidation(
                WebhookSignature.Header,
                WebhookSignature.Sign(target.Secret, body, options.TimeProvider));
            using HttpResponseMessage answer = await _client.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                File.Delete(file);
                return true;
            }

            LogNotAccepted(logger, Path.GetFileName(file), (int)answer.StatusCode);
            if (!IsFinal(answer.StatusCode))
            {
                return false;
            }

            File.Move(file, Path.Combine(paths.Undeliverable, Path.GetFileName(file)), overwrite: true);
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or SocketException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogNotDelivered(logger, Path.GetFileName(file), error.Message);
            return false;
        }
    }

    // Only what is wrong with the delivery itself stays wrong. A secret that is being replaced, a server that does not serve
    // the project yet, or a proxy in between may answer another 4xx now and a 2xx in a minute.
    private static bool IsFinal(HttpStatusCode status) => status
        is HttpStatusCode.BadRequest
        or HttpStatusCode.RequestEntityTooLarge
        or HttpStatusCode.UnsupportedMediaType
        or HttpStatusCode.UnprocessableEntity;

    private static string[] Files(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static long LastNumber(StatePaths paths) => Files(paths.Outbox)
        .Concat(Files(paths.Undeliverable))
        .Select(file => long.TryParse(Path.GetFileName(file).AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n : 0)
        .DefaultIfEmpty()
        .Max();

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    [LoggerMessage(LogLevel.Error, "The server answered {Status} to the webhook {Delivery}")]
    private static partial void LogNotAccepted(ILogger logger, string delivery, int status);

    [LoggerMessage(LogLevel.Warning, "The webhook {Delivery} could not be delivered and will be again: {Reason}")]
    private static partial void LogNotDelivered(ILogger logger, string delivery, string reason);
}
