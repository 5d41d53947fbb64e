using Microsoft.Data.Sqlite;
using Shop.ServiceDefaults.Hosting;

namespace Shop.ServiceDefaults.Storage;

/// <summary>The service's own SQLite file. It outlives versions of the service, and two of them may share it for a moment.</summary>
public sealed class Database
{
    private readonly string _connectionString;

    /// <summary>Names the file after the service, in its data directory.</summary>
    public Database(ServiceIdentity identity)
    {
        var file = Path.Combine(identity.DataDirectory, identity.Name + ".db");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 }.ToString();
    }

    /// <summary>A session that only reads.</summary>
    public DatabaseSession Read() => new(Connect(), transaction: null);

    /// <summary>A session that writes: all of it on <see cref="DatabaseSession.Commit"/>, nothing without.</summary>
    public DatabaseSession Write()
    {
        var connection = Connect();
        return new(connection, connection.BeginTransaction(deferred: false));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
        pragma.ExecuteNonQuery();
        return connection;
    }
}
