using Microsoft.Data.Sqlite;
using Seatrial.Core;

namespace Seatrial.Storage.Sqlite;

/// <summary>What SQLite's errors mean to whoever uses a journal.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Translates an error.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="path">The file.</param>
    /// <param name="attempt">What was attempted, such as <c>Appending to shop/run/r-1</c>.</param>
    public static SeatrialException Translate(SqliteException exception, string path, string attempt)
    {
        (string code, bool isTransient, string advice) = exception.SqliteErrorCode switch
        {
            Busy or Locked => ("journal-busy", true, "another process kept it locked; try again"),
            InputOutput => ("journal-io", true, "the disk failed to read or write; look at the machine's log"),
            Full => ("journal-disk-full", true, "the disk is full; make room, nothing stored was harmed"),
            CannotOpen => ("journal-cannot-open", false, "it cannot be opened; check that the folder exists and may be written"),
            Corrupt or NotADatabase => (
                "journal-corrupt",
                false,
                "it is damaged or not a journal; it was left as it is: move it away, restore a copy, or name another file"),
            _ => ("journal-failed", false, "the store failed"),
        };
        return new SeatrialException(code, $"{attempt} in {path}: {advice} (SQLite: {exception.Message})", isTransient, exception);
    }
}
