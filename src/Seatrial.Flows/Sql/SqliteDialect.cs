using System.Data.Common;
using Microsoft.Data.Sqlite;
using Seatrial.Project.Connections;
using SQLitePCL;

namespace Seatrial.Flows.Sql;

/// <summary>A file of SQLite, which must be there: a wrong path is not to make an empty database.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <inheritdoc/>
    public override DbConnection Connect(ServerAddress address) => new SqliteConnection(new SqliteConnectionStringBuilder
    {
        DataSource = "/" + address.Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
        ForeignKeys = true,
    }.ConnectionString);

    /// <inheritdoc/>
    public override SqlSaid Said(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: CannotOpen } said => new(SqlSaidKind.Denied, said.Message, "Check the path of the file, and who may write to it."),
        SqliteException { SqliteErrorCode: NotADatabase } => SqlSaid.Nothing,
        SqliteException said => new(SqlSaidKind.Refused, said.Message.TrimEnd('.')),
        InvalidOperationException missing => new(SqlSaidKind.Refused, missing.Message.TrimEnd('.')),
        _ => SqlSaid.Nothing,
    };

    /// <summary>SQLite works on the thread that asks, and stops only when it is interrupted.</summary>
    public override async ValueTask<SqlRows> ExecuteAsync(DbCommand command, CancellationToken cancellationToken)
    {
        sqlite3 handle = ((SqliteConnection)command.Connection!).Handle!;
        await using CancellationTokenRegistration stop = cancellationToken.Register(() => raw.sqlite3_interrupt(handle));
        return await Task.Run(async () => await base.ExecuteAsync(command, cancellationToken), cancellationToken);
    }
}
