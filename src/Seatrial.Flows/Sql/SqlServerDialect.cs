using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Sql;

/// <summary>Microsoft SQL Server.</summary>
internal sealed class SqlServerDialect : SqlDialect
{
    private const int LoginFailed = 18456;
    private const int CannotOpenDatabase = 4060;
    private const byte LeastClassOfBrokenConnections = 20;

    /// <inheritdoc/>
    public override DbConnection Connect(ServerAddress address)
    {
        SqlConnectionStringBuilder builder = new()
        {
            DataSource = string.Create(CultureInfo.InvariantCulture, $"tcp:{address.Host},{address.Port}"),
            UserID = address.User ?? string.Empty,
            Password = address.Password ?? string.Empty,
            InitialCatalog = address.Path,
            ApplicationName = "seatrial",
            ConnectTimeout = 10,
            ConnectRetryCount = 0,
        };
        foreach ((string name, string value) in address.Options)
        {
            builder[name] = value;
        }

        return new SqlConnection(builder.ConnectionString);
    }

    /// <inheritdoc/>
    public override SqlSaid Said(Exception exception) => exception switch
    {
        SqlException { Number: CannotOpenDatabase } said => new(SqlSaidKind.Denied, said.Message, "Check the name behind the slash of the address."),
        SqlException { Number: LoginFailed } said => new(SqlSaidKind.Denied, said.Message),
        SqlException { Number: > 0, Class: < LeastClassOfBrokenConnections } said => new(SqlSaidKind.Refused, string.Create(CultureInfo.InvariantCulture, $"{said.Message.TrimEnd('.')} [{said.Number}]")),
        _ => SqlSaid.Nothing,
    };

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, DbDataReader reader, int column, string type)
    {
        if (type is "decimal" or "numeric" or "money" or "smallmoney" && !reader.IsDBNull(column))
        {
            // Up to 38 digits.
            SqlDataReader own = (SqlDataReader)reader;
            writer.WriteRawValue(type.EndsWith("money", StringComparison.Ordinal)
                ? own.GetDecimal(column).ToString(CultureInfo.InvariantCulture)
                : own.GetSqlDecimal(column).ToString());
            return;
        }

        base.Write(writer, reader, column, type);
    }
}
