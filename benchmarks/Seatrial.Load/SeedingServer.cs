using System.Globalization;
using Npgsql;

namespace Seatrial.Load;

/// <summary>The PostgreSQL server of a benchmark, on this machine.</summary>
internal sealed class SeedingServer(int port) : IAsyncDisposable
{
    private readonly Dictionary<string, NpgsqlDataSource> _sources = new(StringComparer.Ordinal);

    public string Url(string database) => string.Create(CultureInfo.InvariantCulture, $"postgres://bench@127.0.0.1:{port}/{database}");

    public async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        if (!_sources.TryGetValue(database, out var source))
        {
            source = NpgsqlDataSource.Create(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=bench;Database={database};Command Timeout=0"));
            _sources.Add(database, source);
        }

        return await source.OpenConnectionAsync(cancellationToken);
    }

    public async Task CreateAsync(string database, string structure, CancellationToken cancellationToken)
    {
        await RunAsync("postgres", $"create database {database}", cancellationToken);
        await RunAsync(database, structure, cancellationToken);
    }

    public async Task RunAsync(string database, string statement, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(database, cancellationToken);
        await using NpgsqlCommand command = new(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<long> CountAsync(string database, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(database, cancellationToken);
        await using NpgsqlCommand command = new($"select {string.Join(" + ", tables.Select(static t => $"(select count(*) from {t})"))}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync("postgres", cancellationToken);
        return connection.PostgreSqlVersion.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }
}
