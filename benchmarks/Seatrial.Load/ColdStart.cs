namespace Seatrial.Load;

/// <summary>
/// Starts every contender in turn, round after round, so that what else the machine does falls on all of them alike.
/// A run counts only when it ended with 0 and made exactly one request. The first round warms the page cache.
/// </summary>
internal sealed class ColdStart(DirectoryInfo template, DirectoryInfo work, DirectoryInfo results, int runs)
{
    public async Task<int> RunAsync(IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        await using var target = await Target.StartAsync(cancellationToken);
        Prepare(target.Address);

        var missing = contenders.Where(c => c.Missing is not null).Select(c => $"{c.Name}: {c.Missing}").ToList();
        var costs = contenders.Where(c => c.Missing is null).ToDictionary(c => c, _ => new List<ProcessCost>());
        for (var round = 0; round <= runs; round++)
        {
            foreach (var (contender, taken) in costs.ToList())
            {
                var before = target.Requests;
                var cost = await MeasuredProcess.RunAsync(
                    contender.Program,
                    contender.Arguments.Select(a => a.Replace("{work}", work.FullName, StringComparison.Ordinal)),
                    work.FullName,
                    cancellationToken);
                var requests = target.Requests - before;
                if (cost.ExitCode != 0 || requests != 1)
                {
                    await Console.Error.WriteLineAsync(
                        $"{contender.Name} ended with {cost.ExitCode} after {requests} request(s):\n{cost.Output}");
                    missing.Add($"{contender.Name}: ended with {cost.ExitCode} after {requests} request(s)");
                    costs.Remove(contender);
                }
                else if (round > 0)
                {
                    taken.Add(cost);
                }
            }
        }

        var measured = costs.Select(c => Summarise(c.Key, c.Value)).ToList();
        if (measured.Count > 0)
        {
            var report = new Report("cold-start", runs, measured, missing);
            await report.WriteAsync(results, cancellationToken);
            Console.WriteLine(report.ToMarkdown());
        }

        return contenders[0] is var ours && costs.ContainsKey(ours) ? 0 : 1;
    }

    private static Measurement Summarise(Contender contender, List<ProcessCost> costs) =>
        new(contender.Name, [.. costs.Select(c => c.Milliseconds)], costs.Max(c => c.PeakMegabytes));

    private void Prepare(string address)
    {
        if (work.Exists)
        {
            work.Delete(recursive: true);
        }

        foreach (var file in template.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name != "run"))
        {
            var copy = Path.Combine(work.FullName, Path.GetRelativePath(template.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file.FullName).Replace("@TARGET@", address, StringComparison.Ordinal));
        }
    }
}
