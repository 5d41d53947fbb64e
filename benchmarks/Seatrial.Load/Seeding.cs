using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Seatrial.Load;

/// <summary>
/// Rows into PostgreSQL. What seatrial loaded is copied out, and the same rows go in again by a bare binary COPY, by INSERT in
/// batches, and by a peer that makes its own. Whole processes are measured, their rehearsal and their reading of the structure included.
/// </summary>
internal sealed class Seeding(SeedingServer server, string seatrial, DirectoryInfo work, DirectoryInfo results)
{
    private const int PeerRows = 20_000;
    private const int InsertedRows = 200_000;

    private readonly StringBuilder _text = new("# seeding\n\nRows into PostgreSQL on the same two cores. × is against a bare binary COPY of the same rows, over one connection, from a file.\n\n");
    private bool _held = true;

    public async Task<int> RunAsync(long rows, long mostRows, string chinook, string snaplet, CancellationToken cancellationToken)
    {
        work.Create();
        await OneTableAsync(rows, mostRows, snaplet, cancellationToken);
        if (File.Exists(chinook))
        {
            await ChinookAsync(chinook, cancellationToken);
        }
        else
        {
            _text.Append("\nChinook was not measured: its script is not there.\n");
        }

        _text.Append(CultureInfo.InvariantCulture, $"\nMachine: {Machine.Describe()}, PostgreSQL {await server.VersionAsync(cancellationToken)} as it comes\n");
        results.Create();
        await File.WriteAllTextAsync(Path.Combine(results.FullName, "seeding.md"), _text.ToString(), cancellationToken);
        Console.WriteLine(_text);
        return _held ? 0 : 1;
    }

    private async Task OneTableAsync(long rows, long mostRows, string snaplet, CancellationToken cancellationToken)
    {
        await server.CreateAsync("production", SeedingTables.Account, cancellationToken);
        await server.RunAsync("production", SeedingTables.Accounts, cancellationToken);
        await server.CreateAsync("target", SeedingTables.Account, cancellationToken);
        var profile = await ProfileAsync("production", cancellationToken);

        _text.Append("## One table\n\nNine columns, a key, a unique e-mail address, two checks.\n\n| | rows | rows/s | × | peak memory |\n|---|---:|---:|---:|---:|\n");
        var first = await ApplyAsync("target", profile, rows, "--rows", cancellationToken);
        var bare = await CopyAsync("target", ["account"], cancellationToken);
        Row("seatrial seed apply", rows, first, rows / bare);
        Row("bare binary COPY", rows, new(0, bare * 1000, null, null, string.Empty), rows / bare);
        var inserted = await InsertAsync(Math.Min(rows, InsertedRows), cancellationToken);
        Row("INSERT of 1,000 rows a statement", Math.Min(rows, InsertedRows), new(0, inserted * 1000, null, null, string.Empty), rows / bare);
        await SnapletAsync(snaplet, rows / bare, cancellationToken);
        await server.RunAsync("target", "truncate account", cancellationToken);
        var large = await ApplyAsync("target", profile, mostRows, "--rows", cancellationToken);
        var largeBare = await CopyAsync("target", ["account"], cancellationToken);
        Row("seatrial seed apply", mostRows, large, mostRows / largeBare);
        Row("bare binary COPY", mostRows, new(0, largeBare * 1000, null, null, string.Empty), mostRows / largeBare);

        var growth = large.Milliseconds / mostRows / (first.Milliseconds / rows);
        var growthBare = largeBare / mostRows / (bare / rows);
        Hold(string.Create(CultureInfo.InvariantCulture, $"at least 60% of the bare COPY: {bare * 1000 / first.Milliseconds:0%}, and {largeBare * 1000 / large.Milliseconds:0%} of {mostRows:N0} rows"), bare * 1000 >= 0.6 * first.Milliseconds && largeBare * 1000 >= 0.6 * large.Milliseconds);
        Hold(string.Create(CultureInfo.InvariantCulture, $"{mostRows:N0} rows within 300 MB: {large.PeakMegabytes:0} MB"), large.PeakMegabytes is null or <= 300);
        Hold(string.Create(CultureInfo.InvariantCulture, $"cost linear in rows: {growth:0.00} times the cost a row at {(double)mostRows / rows:0.#} times the rows (the bare COPY: {growthBare:0.00})"), growth <= Math.Max(1.2, growthBare * 1.2));
    }

    private async Task ChinookAsync(string script, CancellationToken cancellationToken)
    {
        var sql = await File.ReadAllTextAsync(script, cancellationToken);
        sql = sql[sql.IndexOf("CREATE TABLE album", StringComparison.Ordinal)..];
        await server.CreateAsync("chinook", sql, cancellationToken);
        await server.CreateAsync("filled", string.Join(";\n", sql.Split(";\n").Where(static s => !s.Contains("INSERT INTO", StringComparison.Ordinal))), cancellationToken);
        var profile = await ProfileAsync("chinook", cancellationToken);
        var cost = await ApplyAsync("filled", profile, 100, "--scale", cancellationToken);
        var rows = await server.CountAsync("filled", SeedingTables.Chinook, cancellationToken);
        var bare = await CopyAsync("filled", SeedingTables.Chinook, cancellationToken);
        _text.Append("\n## Chinook, a hundred times\n\nEleven tables, eleven foreign keys.\n\n| | rows | rows/s | × | peak memory |\n|---|---:|---:|---:|---:|\n");
        Row("seatrial seed apply", rows, cost, rows / bare);
        Row("bare binary COPY", rows, new(0, bare * 1000, null, null, string.Empty), rows / bare);
        Hold(string.Create(CultureInfo.InvariantCulture, $"at least 60% of the bare COPY: {bare * 1000 / cost.Milliseconds:0%}"), bare * 1000 >= 0.6 * cost.Milliseconds);
    }

    private async Task<string> ProfileAsync(string database, CancellationToken cancellationToken)
    {
        var file = Path.Combine(work.FullName, database + ".json");
        await SeatrialAsync(["seed", "profile", "--from", server.Url(database), "--out", file], cancellationToken);
        return file;
    }

    private Task<ProcessCost> ApplyAsync(string database, string profile, long amount, string option, CancellationToken cancellationToken) =>
        SeatrialAsync(["seed", "apply", "--profile", profile, "--to", server.Url(database), option, amount.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    private async Task<ProcessCost> SeatrialAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var cost = await MeasuredProcess.RunAsync(seatrial, arguments, work.FullName, cancellationToken);
        return cost.ExitCode == 0 ? cost : throw new InvalidOperationException($"seatrial {string.Join(' ', arguments)} ended with {cost.ExitCode}:\n{cost.Output}");
    }

    /// <summary>Seconds to copy in what is there, after it was copied out and removed.</summary>
    private async Task<double> CopyAsync(string database, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(database, cancellationToken);
        foreach (var table in tables)
        {
            await using var source = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", cancellationToken);
            await using var file = File.Create(FileOf(table));
            await source.CopyToAsync(file, cancellationToken);
        }

        await server.RunAsync(database, $"truncate {string.Join(", ", tables)}", cancellationToken);
        var started = Stopwatch.GetTimestamp();
        foreach (var table in tables)
        {
            await using var target = await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", cancellationToken);
            await using var file = File.OpenRead(FileOf(table));
            await file.CopyToAsync(target, 1 << 16, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<double> InsertAsync(long rows, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync("target", cancellationToken);
        List<object[]> all = [];
        await using (NpgsqlCommand read = new($"select {SeedingTables.Inserted} from account limit {rows}", connection))
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                all.Add(row);
            }
        }

        await server.RunAsync("target", "truncate account", cancellationToken);
        var started = Stopwatch.GetTimestamp();
        foreach (var batch in all.Chunk(1000))
        {
            var number = 0;
            await using NpgsqlCommand insert = new(
                $"insert into account ({SeedingTables.Inserted}) values {string.Join(',', batch.Select(row => $"({string.Join(',', row.Select(_ => $"${++number}"))})"))}",
                connection);
            foreach (var value in batch.SelectMany(static row => row))
            {
                insert.Parameters.Add(new() { Value = value });
            }

            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task SnapletAsync(string folderOrReason, double limit, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folderOrReason))
        {
            _text.Append(CultureInfo.InvariantCulture, $"| @snaplet/seed | | not measured: {folderOrReason} | | |\n");
            return;
        }

        await server.RunAsync("target", "truncate account", cancellationToken);
        Environment.SetEnvironmentVariable("DATABASE_URL", server.Url("target"));
        var sync = await MeasuredProcess.RunAsync(Path.Combine(folderOrReason, "node_modules/.bin/snaplet-seed"), ["sync"], folderOrReason, cancellationToken);
        var cost = await MeasuredProcess.RunAsync("node", ["seed.mjs", PeerRows.ToString(CultureInfo.InvariantCulture)], folderOrReason, cancellationToken);
        if (cost.ExitCode == 0)
        {
            Row("@snaplet/seed 0.98.0, its checks given by hand", PeerRows, cost, limit);
        }
        else
        {
            await Console.Error.WriteLineAsync(sync.Output + cost.Output);
            _text.Append("| @snaplet/seed 0.98.0 | | it failed | | |\n");
        }
    }

    private string FileOf(string table) => Path.Combine(work.FullName, table + ".copy");

    private void Row(string name, long rows, ProcessCost cost, double limit)
    {
        var rate = rows / (cost.Milliseconds / 1000);
        _text.Append(CultureInfo.InvariantCulture, $"| {name} | {rows:N0} | {rate:N0} | {rate / limit:0.000} | {(cost.PeakMegabytes is { } peak ? $"{peak:0} MB" : string.Empty)} |\n");
    }

    private void Hold(string line, bool holds)
    {
        _held &= holds;
        _text.Append(CultureInfo.InvariantCulture, $"\n- {(holds ? "yes" : "NO")}: {line}\n");
    }
}
