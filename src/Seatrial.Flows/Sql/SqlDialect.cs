using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Sql;

/// <summary>What differs between databases. Each has a class of its own, so that only the driver which is used is loaded.</summary>
internal abstract class SqlDialect
{
    private const int MostRows = 10_000;
    private const int MostBytes = 10 * 1024 * 1024;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SqlDialect Of(string scheme) => scheme switch
    {
        "postgres" or "postgresql" => new PostgresDialect(),
        "mysql" or "mariadb" => new MySqlDialect(),
        "sqlserver" => new SqlServerDialect(),
        _ => new SqliteDialect(),
    };

    /// <summary>A connection, not yet open.</summary>
    /// <exception cref="ArgumentException">An option of the address is none of the driver's.</exception>
    public abstract DbConnection Connect(ServerAddress address);

    /// <summary>What the database itself said, by a driver's exception.</summary>
    public abstract SqlSaid Said(Exception exception);

    public virtual DbParameter Parameter(DbCommand command, string name, JsonElement value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = Plain(value);
        return parameter;
    }

    public virtual async ValueTask<SqlRows> ExecuteAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    /// <summary>A value as drivers take it: numbers as small as they are, lists and maps as JSON text.</summary>
    protected static object Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => DBNull.Value,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out int small) => small,
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when value.TryGetDecimal(out decimal exact) => exact,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    /// <summary>Reads the first result that has columns, and lets the statements after it end.</summary>
    protected async ValueTask<SqlRows> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        while (reader.FieldCount == 0)
        {
            if (!await reader.NextResultAsync(cancellationToken))
            {
                using JsonDocument none = JsonDocument.Parse("[]");
                return new(none.RootElement.Clone(), Math.Max(0, reader.RecordsAffected), HasColumns: false, null);
            }
        }

        string[] names = Names(reader);
        string[] types = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName)];
        ArrayBufferWriter<byte> buffer = new(4096);
        await using Utf8JsonWriter writer = new(buffer, Relaxed);
        writer.WriteStartArray();
        int count = 0;
        string? whyCut = null;
        while (whyCut is null && await reader.ReadAsync(cancellationToken))
        {
            if (count == MostRows)
            {
                whyCut = string.Create(CultureInfo.InvariantCulture, $"the query gives more than {MostRows} rows, and reading stopped there; let it ask for fewer, or count them itself");
                break;
            }

            count++;
            writer.WriteStartObject();
            for (int i = 0; i < names.Length; i++)
            {
                writer.WritePropertyName(names[i]);
                Write(writer, reader, i, types[i]);
            }

            writer.WriteEndObject();
            if (writer.BytesCommitted + writer.BytesPending > MostBytes)
            {
                whyCut = string.Create(CultureInfo.InvariantCulture, $"the query gives more than {MostBytes / 1024 / 1024} MiB, and reading stopped there; let it ask for fewer columns or rows");
            }
        }

        writer.WriteEndArray();
        await writer.FlushAsync(cancellationToken);
        while (whyCut is null && await reader.NextResultAsync(cancellationToken))
        {
            // An error of a later statement comes only when its result is asked for.
        }

        return new(JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 }).RootElement, count, HasColumns: true, whyCut);
    }

    /// <summary>One value of a row.</summary>
    protected virtual void Write(Utf8JsonWriter writer, DbDataReader reader, int column, string type) =>
        SqlValues.Write(writer, reader.GetValue(column), type);

    /// <summary>The names of the columns; one that comes again gets a number.</summary>
    private static string[] Names(DbDataReader reader)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        string[] names = new string[reader.FieldCount];
        for (int i = 0; i < names.Length; i++)
        {
            string name = reader.GetName(i) is { Length: > 0 } given ? given : string.Create(CultureInfo.InvariantCulture, $"column{i + 1}");
            names[i] = name;
            for (int n = 2; !taken.Add(names[i]); n++)
            {
                names[i] = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            }
        }

        return names;
    }
}
