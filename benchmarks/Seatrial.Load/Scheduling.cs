using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Load;

/// <summary>
/// A thousand flows of skewed length under a limit, run twice: without history, and with the durations that the first run
/// left in the journal. The bound no order can beat is max(longest, total / parallel), of the durations measured in that run.
/// </summary>
internal sealed class Scheduling(string seatrial, DirectoryInfo work, DirectoryInfo results, int flows, int parallel)
{
    private const double Allowed = 1.05;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var target = await Target.StartAsync(cancellationToken);
        Prepare(target.Address);
        var text = new StringBuilder("# scheduling\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{flows} flows of log-normal length, {parallel} at once. The bound is max(longest, total / {parallel}) of what was measured in the same run.\n\n");
        text.Append("| | bound | took | × | any order, at worst |\n|---|---:|---:|---:|---:|\n");
        var last = double.MaxValue;
        foreach (var name in new[] { "first run, no history", "second run, longest first" })
        {
            var file = Path.Combine(work.FullName, "report.json");
            var cost = await MeasuredProcess.RunAsync(
                seatrial,
                ["run", work.FullName, "--env", "local", "--parallel", parallel.ToString(CultureInfo.InvariantCulture), "--report", $"json={file}"],
                work.FullName,
                cancellationToken);
            if (cost.ExitCode != 0)
            {
                await Console.Error.WriteLineAsync($"seatrial ended with {cost.ExitCode}:\n{cost.Output}");
                return 1;
            }

            var (bound, took, longest) = await ReadAsync(file, cancellationToken);
            last = took / bound;
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {bound:0.00} s | {took:0.00} s | {last:0.000} | {(bound + longest) / bound:0.000} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nHeld to: the second run within {Allowed - 1:0%} of its bound: {(last <= Allowed ? "yes" : "NO")}.\n\nMachine: {Machine.Describe()}\n");
        results.Create();
        await File.WriteAllTextAsync(Path.Combine(results.FullName, "scheduling.md"), text.ToString(), cancellationToken);
        Console.WriteLine(text);
        return last <= Allowed ? 0 : 1;
    }

    /// <summary>Seconds: the bound, from the first start to the last end, and the longest flow.</summary>
    private async Task<(double Bound, double Took, double Longest)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        using var report = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        var runs = report.RootElement.GetProperty("flows").EnumerateArray()
            .Select(flow => flow.GetProperty("attempts")[0])
            .Select(attempt => (Start: attempt.GetProperty("startedAt").GetDateTimeOffset(), Seconds: attempt.GetProperty("durationMs").GetDouble() / 1000))
            .ToList();
        var longest = runs.Max(run => run.Seconds);
        var start = runs.Min(run => run.Start);
        return (Math.Max(longest, runs.Sum(run => run.Seconds) / parallel), runs.Max(run => (run.Start - start).TotalSeconds + run.Seconds), longest);
    }

    private void Prepare(string address)
    {
        if (work.Exists)
        {
            work.Delete(recursive: true);
        }

        work.Create();
        File.WriteAllText(Path.Combine(work.FullName, "seatrial.yaml"), $$"""
            project: scheduling
            services:
              target: {}
            environments:
              local:
                services:
                  target: '{{address}}'

            """);
        File.WriteAllText(Path.Combine(work.FullName, "wait.flow.yaml"), """
            flow: Waits
            data: lengths.csv
            steps:
              - http: GET {{ target }}/wait/{{ milliseconds }}
                expect:
                  status: 200

            """);

        // Log-normal by Box and Muller, from a fixed seed: median 150 ms, a few of seconds.
#pragma warning disable CA5394 // Not for security: the same lengths on every machine.
        var random = new Random(20_261_123);
        var lines = Enumerable.Range(0, flows).Select(number =>
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return string.Create(CultureInfo.InvariantCulture, $"{number},{Math.Min(6000, 150 * Math.Exp(1.2 * normal)):0}");
        });
#pragma warning restore CA5394
        File.WriteAllLines(Path.Combine(work.FullName, "lengths.csv"), lines.Prepend("number,milliseconds"));
    }
}
