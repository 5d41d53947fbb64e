using System.Runtime.CompilerServices;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Storage.Tests.Sqlite;

/// <summary>Turns this test program into a writer that another test kills: it appends for ever and tells each durable append.</summary>
internal static class JournalWriterProcess
{
    public const string Variable = "SEATRIAL_TEST_JOURNAL";

    [ModuleInitializer]
    public static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
        {
            WriteForEver(file);
        }
    }

    /// <summary>Synchronous: while a module initializer runs, no other thread may enter this module.</summary>
    private static void WriteForEver(string file)
    {
        SqliteJournal journal = SqliteJournal.Open(file, TimeProvider.System);
        StreamId stream = StreamId.Run("shop", "r-1");
        for (long sequence = 0; ; sequence++)
        {
            RunEvent started = new RunEvent.DriverStarted($"{sequence + 1}", 1) { At = TimeProvider.System.GetUtcNow() };
            Durability durability = sequence % 3 == 0 ? Durability.Durable : Durability.Batched;
            JournalBlob blob = new($"{sequence + 1}", "text/plain", new byte[500]);
            JournalAppend append = new(stream, sequence, [started], durability) { Blobs = [blob] };
#pragma warning disable VSTHRD002 // See above.
            journal.AppendAsync(append, default).AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            Console.Out.WriteLine($"{sequence + 1}");
        }
    }
}
