using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Storage.Tests.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-journal-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "state", "journal.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Opening_takes_less_than_50_ms()
    {
        await OpenAndCloseAsync();
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await OpenAndCloseAsync();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task What_it_makes_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using SqliteJournal journal = SqliteJournal.Open(File, TimeProvider.System);

        const UnixFileMode ownerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ownerFile | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File)!));
        foreach (string file in (string[])[File, $"{File}-wal", $"{File}-shm"])
        {
            Assert.Equal(ownerFile, System.IO.File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_folder_and_a_file_that_were_there_keep_their_rights()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = Path.GetDirectoryName(File)!;
        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        await OpenAndCloseAsync();
        System.IO.File.SetUnixFileMode(folder, everybody);
        System.IO.File.SetUnixFileMode(File, everybody);

        await OpenAndCloseAsync();

        Assert.Equal((everybody, everybody), (System.IO.File.GetUnixFileMode(folder), System.IO.File.GetUnixFileMode(File)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        string text = string.Concat(Enumerable.Repeat("this is somebody's shopping list\n", 200));
        await System.IO.File.WriteAllTextAsync(File, text, Token);

        SeatrialException refused = Assert.Throws<SeatrialException>(() => SqliteJournal.Open(File, TimeProvider.System));

        Assert.Equal("journal-corrupt", refused.Code);
        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File, Token));
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left_alone()
    {
        await ExecuteAsync("CREATE TABLE customers(id INTEGER); INSERT INTO customers VALUES(1)");

        SeatrialException refused = Assert.Throws<SeatrialException>(() => SqliteJournal.Open(File, TimeProvider.System));

        Assert.Equal("journal-not-a-journal", refused.Code);
        await ExecuteAsync("INSERT INTO customers VALUES(2)");
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_nothing_is_lost()
    {
        await WriteOneAsync();
        await ExecuteAsync("PRAGMA user_version = 99");

        SeatrialException refused = Assert.Throws<SeatrialException>(() => SqliteJournal.Open(File, TimeProvider.System));

        Assert.Equal("journal-newer-version", refused.Code);
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        await ExecuteAsync("PRAGMA user_version = 1");
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_event_of_a_newer_version_is_refused_by_name()
    {
        await WriteOneAsync();
        await ExecuteAsync("UPDATE events SET format_version = 7");

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(CountAsync);

        Assert.Equal("journal-unreadable-event", refused.Code);
    }

    [Fact]
    public async Task A_damaged_page_is_reported_not_swallowed()
    {
        await WriteOneAsync();
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File, Token);
        Array.Fill(bytes, (byte)0x5a, 4096, bytes.Length - 4096);
        await System.IO.File.WriteAllBytesAsync(File, bytes, Token);

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(CountAsync);

        Assert.Equal("journal-corrupt", refused.Code);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_clear_refusal()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "state"), "in the way");

        Assert.Equal(
            "journal-cannot-open",
            Assert.Throws<SeatrialException>(() => SqliteJournal.Open(File, TimeProvider.System)).Code);
    }

    private async Task OpenAndCloseAsync()
    {
        SqliteJournal journal = SqliteJournal.Open(File, TimeProvider.System);
        await journal.DisposeAsync();
    }

    private async Task WriteOneAsync()
    {
        await using SqliteJournal journal = SqliteJournal.Open(File, TimeProvider.System);
        RunEvent started = new RunEvent.DriverStarted("a", 1) { At = DateTimeOffset.UnixEpoch };
        await journal.AppendAsync(new JournalAppend(StreamId.Run("shop", "r-1"), 0, [started], Durability.Durable), Token);
    }

    private async Task<int> CountAsync()
    {
        await using SqliteJournal journal = SqliteJournal.Open(File, TimeProvider.System);
        return await journal.ReadAsync(StreamId.Run("shop", "r-1"), 0, Token).CountAsync(Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using SqliteConnection connection = new($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Token);
        connection.Execute(sql);
    }
}
