using System.Diagnostics;
using System.Globalization;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Storage.Tests.Sqlite;

public sealed class SqliteCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-journal-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "journal.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(333)]
    public async Task A_killed_writer_loses_nothing_it_told_of(int killAfter)
    {
        long told = await WriteUntilKilledAsync(killAfter);
        told = Math.Max(told, await WriteUntilKilledAsync(0));

        await using SqliteJournal journal = SqliteJournal.Open(File, TimeProvider.System);
        StreamId stream = StreamId.Run("shop", "r-1");
        long last = 0;
        await foreach (JournalEntry entry in journal.ReadAsync(stream, 0, Token))
        {
            Assert.Equal(++last, entry.Sequence);
            Assert.Equal(last.ToString(CultureInfo.InvariantCulture), ((RunEvent.DriverStarted)entry.Event).Owner);
            Assert.NotNull(await journal.ReadBlobAsync(stream, entry.Sequence.ToString(CultureInfo.InvariantCulture), Token));
        }

        Assert.InRange(last, told, long.MaxValue);
        Assert.Equal(last, (await journal.ListRunsAsync("shop", true, 1, Token))[0].LastSequence);
        RunEvent next = new RunEvent.DriverStarted("after", 1) { At = DateTimeOffset.UnixEpoch };
        Assert.Equal(last + 1, await journal.AppendAsync(new JournalAppend(stream, last, [next], Durability.Durable), Token));
    }

    /// <summary>Starts a writer and kills it once it told of so many appends; 0 waits for its end by conflict.</summary>
    private async Task<long> WriteUntilKilledAsync(int killAfter)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[JournalWriterProcess.Variable] = File;
        using Process writer = Process.Start(start)!;
        long told = 0;
        while (await writer.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            told = long.Parse(line, CultureInfo.InvariantCulture);
            if (told == killAfter)
            {
                writer.Kill();
            }
        }

        await writer.WaitForExitAsync(Token);
        return told;
    }
}
