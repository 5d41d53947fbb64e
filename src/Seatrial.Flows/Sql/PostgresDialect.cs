using System.Data.Common;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Sql;

/// <summary>PostgreSQL, and what speaks its protocol.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    /// <inheritdoc/>
    public override DbConnection Connect(ServerAddress address)
    {
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = address.Host,
            Port = address.Port,
            Username = address.User,
            Password = address.Password,
            Database = address.Path.Length > 0 ? address.Path : address.User,
            ApplicationName = "seatrial",
            Timeout = 10,
            IncludeErrorDetail = true,
        };
        foreach ((string keyword, string value) in PostgresOptions.Of(address))
        {
            builder[keyword] = value;
        }

        return new NpgsqlConnection(builder.ConnectionString);
    }

    /// <inheritdoc/>
    public override SqlSaid Said(Exception exception) => exception switch
    {
        PostgresException { SqlState: "3D000" } said => new(SqlSaidKind.Denied, said.MessageText, "Check the name behind the slash of the address."),
        PostgresException { SqlState: ['2', '8', ..] } said => new(SqlSaidKind.Denied, said.MessageText),

        // It shuts down, or is not ready yet: no answer to what was asked.
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => SqlSaid.Nothing,
        PostgresException said => new(SqlSaidKind.Refused, Words(said)),
        NpgsqlException { InnerException: null } said when said.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new(SqlSaidKind.Denied, said.Message),
        InvalidCastException unreadable => new(SqlSaidKind.Refused, $"its answer cannot be read: {unreadable.Message} (a cast to text in the query helps)"),
        _ => SqlSaid.Nothing,
    };

    /// <summary>A text goes without a type, so that the server gives it the one that the query needs: a date, a uuid, jsonb.</summary>
    public override DbParameter Parameter(DbCommand command, string name, JsonElement value)
    {
        object plain = Plain(value);
        return plain is string or DBNull
            ? new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = plain }
            : new NpgsqlParameter(name, plain);
    }

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, DbDataReader reader, int column, string type)
    {
        if (reader.IsDBNull(column))
        {
            writer.WriteNullValue();
        }
        else if (type.StartsWith("numeric", StringComparison.Ordinal) && !type.EndsWith("[]", StringComparison.Ordinal))
        {
            PostgresNumeric.Write(writer, ((NpgsqlDataReader)reader).GetStream(column));
        }
        else if (type == "interval")
        {
            NpgsqlInterval interval = reader.GetFieldValue<NpgsqlInterval>(column);
            writer.WriteStringValue(PostgresNumeric.Interval(interval.Months, interval.Days, interval.Time));
        }
        else
        {
            base.Write(writer, reader, column, type);
        }
    }

    private static string Words(PostgresException said)
    {
        string detail = string.IsNullOrEmpty(said.Detail) ? string.Empty : $" ({said.Detail.TrimEnd('.')})";
        string hint = string.IsNullOrEmpty(said.Hint) ? string.Empty : $"; hint: {said.Hint.TrimEnd('.')}";
        return $"{said.MessageText}{detail}{hint} [{said.SqlState}]";
    }
}
