using System.CommandLine;
using Seatrial.Load;

// The macro harness: whole processes, side by side with their peers. One sub-command a benchmark.
var contenders = new Option<FileInfo>("--contenders") { Required = true };
var template = new Option<DirectoryInfo>("--template") { Required = true };
var work = new Option<DirectoryInfo>("--work") { Required = true };
var results = new Option<DirectoryInfo>("--results") { Required = true };
var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 15 };

var coldStart = new Command("cold-start", "One flow, one request, one fresh process.")
{
    contenders, template, work, results, runs,
};
coldStart.SetAction((parsed, cancellationToken) => new ColdStart(
    parsed.GetRequiredValue(template),
    parsed.GetRequiredValue(work),
    parsed.GetRequiredValue(results),
    parsed.GetValue(runs))
    .RunAsync(Contender.ReadAll(parsed.GetRequiredValue(contenders)), cancellationToken));

return await new RootCommand("Seatrial's macro benchmarks; started by ./bench.") { coldStart }.Parse(args).InvokeAsync();
