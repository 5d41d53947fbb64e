using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>
/// Hears what comes into a folder of IMAP from now on. The folder is opened for reading only: nothing in it changes, not even
/// whether a mail was seen.
/// </summary>
internal sealed class ImapInbox : IAsyncDisposable
{
    // Servers end an IDLE after half an hour; some that stand between do so much sooner.
    private static readonly TimeSpan MostIdle = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ImapClient _client;
    private readonly IMailFolder _folder;
    private readonly ServerAddress _address;
    private readonly MessageBuffer _buffer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private uint _next;
    private bool _came;
    private CancellationTokenSource? _idle;
    private Task _loop = Task.CompletedTask;

    private ImapInbox(ImapClient client, IMailFolder folder, ServerAddress address, MessageBuffer buffer, TimeProvider time)
    {
        (_client, _folder, _address, _buffer, _time) = (client, folder, address, buffer, time);
        _next = folder.UidNext?.Id ?? 1;

        // The server tells of new mails with whatever it answers next, and only once: also while nobody idles.
        folder.CountChanged += (_, _) =>
        {
            _came = true;
            _idle?.Cancel();
        };
    }

    /// <exception cref="StepTransportException">It cannot be listened to.</exception>
    public static async ValueTask<IStepListener> OpenAsync(ServerAddress address, ConnectionSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        string name = address.Path.Length == 0 ? "INBOX" : address.Path;
        string line = $"inbox {name}";
        StepExchange sent = Shown.Exchange("email", address, Shown.Message($"{address.Shown} {line}", [], null));
        ImapClient client = new();
        try
        {
            await MailServer.EnterAsync(client, address, settings, sent, cancellationToken);
            IMailFolder folder = name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(name, cancellationToken);
            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
            if (folder.UidNext is null)
            {
                await folder.StatusAsync(StatusItems.UidNext, cancellationToken);
            }

            ImapInbox inbox = new(client, folder, address, new MessageBuffer(line), time);
            inbox._loop = Task.Run(inbox.LoopAsync, CancellationToken.None);
            return new BufferedListener("email", address, line, inbox._buffer, inbox, time);
        }
        catch (FolderNotFoundException exception)
        {
            client.Dispose();
            throw ServerFaults.Denied(address, $"there is no folder {name}", "Check the folder behind the slash of the address; without one it is INBOX.", sent, exception);
        }
        catch (Exception exception) when (MailServer.IsOfServer(exception))
        {
            client.Dispose();
            throw ServerFaults.OfRequest(exception, address, sent, cancellationToken);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _client.Dispose();
        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                _came = false;
                await TakeNewAsync();
                if (!_came)
                {
                    await WaitAsync();
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception exception) when (MailServer.IsOfServer(exception))
        {
            if (!_end.IsCancellationRequested)
            {
                _buffer.Fail(TransportFault.ConnectionLost, $"{_address.Shown} ended the listening: {ServerFaults.Reason(exception, _address)}; mails may have been missed", exception);
            }
        }
    }

    private async Task TakeNewAsync()
    {
        // A range that begins behind the last mail means, in IMAP, the last mail: hence the second look at each id.
        foreach (UniqueId id in await _folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(new UniqueId(_next), UniqueId.MaxValue)), _end.Token))
        {
            if (id.Id >= _next)
            {
                _next = id.Id + 1;
                await TakeAsync(id);
            }
        }
    }

    private async Task TakeAsync(UniqueId id)
    {
        try
        {
            using MimeMessage mail = await _folder.GetMessageAsync(id, _end.Token);
            _buffer.Add(MailReader.Of(mail));
        }
        catch (MessageNotFoundException)
        {
            // Somebody else took it out meanwhile.
        }
        catch (FormatException)
        {
            _buffer.Add(new ReceivedMessage("mail that cannot be read", ReadOnlyMemory<byte>.Empty));
        }
    }

    private async Task WaitAsync()
    {
        if (!_client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(Pause, _time, _end.Token);
            await _client.NoOpAsync(_end.Token);
            return;
        }

        using CancellationTokenSource idle = new(MostIdle, _time);
        _idle = idle;
        try
        {
            await _client.IdleAsync(idle.Token, _end.Token);
        }
        finally
        {
            _idle = null;
        }
    }
}
