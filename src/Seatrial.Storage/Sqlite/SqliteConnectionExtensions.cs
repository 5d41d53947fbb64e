using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Seatrial.Storage.Sqlite;

/// <summary>The few words our code says to a connection directly.</summary>
internal static class SqliteConnectionExtensions
{
    /// <summary>Executes constant text.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this project come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Reads one number with constant text.</summary>
    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this project come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Rolls back if a transaction is still open; some failures end it by themselves.</summary>
    public static void TryRollback(this SqliteConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was open any more: the failure that brought us here is the one to report.
        }
    }

    /// <summary>Makes a command to be executed many times, with parameters named <c>$0</c>, <c>$1</c>, …</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<SqliteType> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this project come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < parameters.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${i}"), parameters[i]));
        }

        return command;
    }

    /// <summary>Sets the values of a prepared command, in order.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
