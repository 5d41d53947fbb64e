using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Load;

/// <summary>
/// The same three-step flow by everyone, against one target on the same cores, in turn, round after round. A step is a request
/// the target answered; the time is that of the whole process, start and reports included. A run counts only when it
/// ended with 0 and made the requests it was to make.
/// </summary>
internal sealed partial class FlowsBench(DirectoryInfo template, DirectoryInfo work, DirectoryInfo results, int rounds)
{
    private const int Steps = 3;
    private const int LeastStepsPerSecond = 4000;
    private const int MostMegabytes = 150;
    private const double TimesThePeers = 10;
    private const double OfTheLimit = 0.2;

    public async Task<int> RunAsync(IReadOnlyList<FlowContender> contenders, CancellationToken cancellationToken)
    {
        await using var target = await Target.StartAsync(cancellationToken);
        var taken = contenders.ToDictionary(c => c, _ => new List<(double StepsPerSecond, double? Megabytes, double? Microseconds)>());
        var missing = contenders.Where(c => c.Missing is not null).Select(c => $"{c.Name}: {c.Missing}").ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders.Where(c => c.Missing is null && taken[c].Count == round))
            {
                Prepare(target.Address, contender.Flows);
                var before = target.Requests;
                var cost = await MeasuredProcess.RunAsync(
                    contender.Program,
                    contender.Arguments.Select(a => a.Replace("{work}", work.FullName, StringComparison.Ordinal).Replace("{target}", target.Address, StringComparison.Ordinal)),
                    Path.Combine(work.FullName, contender.Name.StartsWith("bruno", StringComparison.Ordinal) ? "bruno" : ""),
                    cancellationToken);
                var requests = target.Requests - before;
                if (cost.ExitCode != 0 || requests == 0 || (contender.Flows > 0 && requests != contender.Flows * Steps))
                {
                    await Console.Error.WriteLineAsync($"{contender.Name} ended with {cost.ExitCode} after {requests} request(s):\n{Tail(cost.Output)}");
                    missing.Add($"{contender.Name}: ended with {cost.ExitCode} after {requests} request(s)");
                    continue;
                }

                taken[contender].Add((requests / (cost.Milliseconds / 1000), cost.PeakMegabytes, cost.ProcessorSeconds * 1_000_000 / requests));
            }
        }

        var rows = taken.Where(t => t.Value.Count == rounds)
            .Select(t => new FlowsRow(t.Key.Name, t.Key.Kind, t.Key.Flows, [.. t.Value.Select(v => v.StepsPerSecond)], t.Value.Max(v => v.Megabytes), [.. t.Value.Select(v => v.Microseconds).OfType<double>()]))
            .ToList();
        if (rows.Find(r => r.Kind == FlowContenderKind.Ours) is not { } ours)
        {
            return 1;
        }

        var (text, holds) = Describe(ours, rows, missing);
        results.Create();
        await File.WriteAllTextAsync(Path.Combine(results.FullName, "flows.md"), text, cancellationToken);
        Console.WriteLine(text);
        return holds ? 0 : 1;
    }

    private (string Text, bool Holds) Describe(FlowsRow ours, List<FlowsRow> rows, List<string> missing)
    {
        var text = new StringBuilder("# flows\n\n");
        text.Append(CultureInfo.InvariantCulture, $"A flow of {Steps} steps, each with its expectations, on cores shared with the target; medians of {rounds} rounds in turn. A step is an answered request; the time is that of the whole process. Seatrial writes journal, JUnit, CTRF, JSON and HTML.\n\n");
        text.Append("| | | flows | steps/s | least | most | × | CPU a step | peak memory |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Kind.ToString().ToLowerInvariant()} | {(row.Flows == 0 ? "as many as it can" : row.Flows)} | {row.Median:0} | {row.Least:0} | {row.Most:0} | {row.Median / ours.Median:0.000} | {(row.Cost is { } cost ? string.Create(CultureInfo.InvariantCulture, $"{cost:0} µs") : "not measured")} | {row.PeakMegabytes:0} MB |\n");
        }

        text.AppendLine();
        missing.ForEach(reason => text.Append(CultureInfo.InvariantCulture, $"Not measured: {reason}\n\n"));
        var holds = true;
        void Hold(string what, bool held, string was)
        {
            holds &= held;
            text.Append(CultureInfo.InvariantCulture, $"- {what}: {(held ? "yes" : "NO")}, {was}\n");
        }

        Hold($"at least {LeastStepsPerSecond} steps/s", ours.Median >= LeastStepsPerSecond, $"{ours.Median:0}");
        if (rows.Where(r => r.Kind == FlowContenderKind.Functional).MaxBy(r => r.Median) is { } best)
        {
            Hold($"at least {TimesThePeers:0} times the best functional runner", ours.Median >= TimesThePeers * best.Median, $"{ours.Median / best.Median:0.0} times {best.Name}");
        }

        if (rows.Find(r => r.Kind == FlowContenderKind.Limit) is { } limit)
        {
            Hold($"at least {OfTheLimit:0%} of the bare loop", ours.Median >= OfTheLimit * limit.Median, $"{ours.Median / limit.Median:0%}");
        }

        Hold($"{ours.Flows} flows within {MostMegabytes} MB", ours.PeakMegabytes <= MostMegabytes, $"{ours.PeakMegabytes:0} MB");
        text.Append(CultureInfo.InvariantCulture, $"\nMachine: {Machine.Describe()}\n");
        return (text.ToString(), holds);
    }

    /// <summary>Copies the template; what stands between the lines <c># repeat</c> and <c># end</c> once for each flow.</summary>
    private void Prepare(string address, int flows)
    {
        if (work.Exists)
        {
            work.Delete(recursive: true);
        }

        foreach (var file in template.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name != "run"))
        {
            var copy = Path.Combine(work.FullName, Path.GetRelativePath(template.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var content = File.ReadAllText(file.FullName).Replace("@TARGET@", address, StringComparison.Ordinal);
            File.WriteAllText(copy, Repeated().Replace(content, block => string.Concat(
                Enumerable.Range(1, flows).Select(n => block.Groups["block"].Value.Replace("@N@", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))));
        }

        File.WriteAllLines(Path.Combine(work.FullName, "seatrial", "rows.csv"), Enumerable.Range(1, flows).Select(n => $"{n}").Prepend("row"));
    }

    private static string Tail(string text) => text.Length <= 2000 ? text : text[^2000..];

    [GeneratedRegex("# repeat\n(?<block>.*?)# end\n", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Repeated();
}
