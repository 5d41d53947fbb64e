using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Sql;

/// <summary>Executes one statement and reads what it gives, up to a bound.</summary>
internal sealed class SqlAction(IBoundValue connection, SqlText query, ImmutableArray<KeyValuePair<string, IBoundValue>> parameters, TimeProvider time) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line(query.Text);

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent { get; } = query is { IsReading: true, IsOneStatement: true };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. connection.Names.Concat(parameters.SelectMany(static p => p.Value.Names)).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(connection, context.Scope, SqlVerb.Schemes);
        KeyValuePair<string, FlowValue>[] values = [.. parameters.Select(p => KeyValuePair.Create(p.Key, p.Value.Evaluate(context.Scope)))];
        StepExchange sent = Shown.Exchange("sql", address, Request(address, values));
        SqlDialect dialect = SqlDialect.Of(address.Scheme);
        await using DbConnection open = await OpenAsync(dialect, address, sent, cancellationToken);
        await using DbCommand command = open.CreateCommand();
        command.CommandText = query.Text;

        // The step's deadline ends it, not the driver: the token cancels the statement on the server.
        command.CommandTimeout = 0;
        foreach ((string name, FlowValue value) in values)
        {
            command.Parameters.Add(dialect.Parameter(command, name, value.Json));
        }

        long started = time.GetTimestamp();
        try
        {
            SqlRows rows = await dialect.ExecuteAsync(command, cancellationToken);
            return new SqlAnswer(sent, rows, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or IOException or TimeoutException or InvalidCastException or OverflowException or InvalidOperationException)
        {
            return !cancellationToken.IsCancellationRequested && dialect.Said(exception) is { Kind: not SqlSaidKind.Nothing } said
                ? new SqlAnswer(sent, address.Hide(said.Text), hadNoEffect: query.IsOneStatement, time.GetElapsedTime(started))
                : throw ServerFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }

    private async ValueTask<DbConnection> OpenAsync(SqlDialect dialect, ServerAddress address, StepExchange sent, CancellationToken cancellationToken)
    {
        DbConnection made;
        try
        {
            made = dialect.Connect(address);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FlowExpressionException(connection.Span, $"the driver of {address.Shown} does not take an option of the address: {address.Hide(exception.Message)}");
        }

        try
        {
            await made.OpenAsync(cancellationToken);
            return made;
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or IOException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await made.DisposeAsync();
            if (cancellationToken.IsCancellationRequested)
            {
                throw ServerFaults.Unconnected(exception, address, sent, cancellationToken);
            }

            SqlSaid said = dialect.Said(exception);
            throw said.Kind == SqlSaidKind.Denied
                ? ServerFaults.Denied(address, said.Text, said.Way, sent, exception)
                : await ServerFaults.OfConnectAsync(exception, address, sent, cancellationToken);
        }
    }

    /// <summary>The statement with the values it was given.</summary>
    private ExchangeMessage Request(ServerAddress address, KeyValuePair<string, FlowValue>[] values)
    {
        string[] shown = [.. values.Select(static v => $"@{v.Key} = {(v.Value.IsSecret ? "***" : v.Value.Json.ValueKind == JsonValueKind.Undefined ? "null" : Shown.Line(v.Value.Json.GetRawText(), 60))}")];
        string given = shown.Length == 0 ? string.Empty : $" ({string.Join(", ", shown)})";
        return Shown.Message($"{address.Shown} {Summary}{given}", [], query.Text);
    }
}
