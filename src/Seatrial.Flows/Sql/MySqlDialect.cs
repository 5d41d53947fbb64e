using System.Data.Common;
using System.Text.Json;
using MySqlConnector;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Sql;

/// <summary>MySQL and MariaDB.</summary>
internal sealed class MySqlDialect : SqlDialect
{
    /// <inheritdoc/>
    public override DbConnection Connect(ServerAddress address)
    {
        MySqlConnectionStringBuilder builder = new()
        {
            Server = address.Host,
            Port = (uint)address.Port,
            UserID = address.User ?? string.Empty,
            Password = address.Password ?? string.Empty,
            Database = address.Path,
            ApplicationName = "seatrial",
            ConnectionTimeout = 10,
            AllowUserVariables = false,
        };
        foreach ((string name, string value) in address.Options)
        {
            builder[name.Equals("ssl-mode", StringComparison.OrdinalIgnoreCase) ? "SslMode" : name] = value;
        }

        return new MySqlConnection(builder.ConnectionString);
    }

    /// <inheritdoc/>
    public override SqlSaid Said(Exception exception) => exception switch
    {
        MySqlException { ErrorCode: MySqlErrorCode.UnknownDatabase } said => new(SqlSaidKind.Denied, said.Message, "Check the name behind the slash of the address."),
        MySqlException { ErrorCode: MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.HostNotPrivileged } said => new(SqlSaidKind.Denied, said.Message),
        MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown or MySqlErrorCode.ConnectionCountError or MySqlErrorCode.CommandTimeoutExpired } => SqlSaid.Nothing,
        MySqlException { Number: > 0, InnerException: null } said => new(SqlSaidKind.Refused, $"{said.Message.TrimEnd('.')} [{said.Number}, {said.SqlState}]"),

        // A parameter that the statement names and nobody gave.
        MySqlException { Number: 0, InnerException: null } said when said.Message.Contains("Parameter", StringComparison.Ordinal) => new(SqlSaidKind.Refused, said.Message.TrimEnd('.')),
        _ => SqlSaid.Nothing,
    };

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, DbDataReader reader, int column, string type)
    {
        if (type == "DECIMAL" && !reader.IsDBNull(column))
        {
            // Up to 65 digits.
            writer.WriteRawValue(((MySqlDataReader)reader).GetMySqlDecimal(column).ToString());
            return;
        }

        base.Write(writer, reader, column, type);
    }
}
