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

var serve = new Command("target", "Only the service the benchmarks ask, until it is stopped; prints its address.");
serve.SetAction(async (_, cancellationToken) =>
{
    await using var target = await Target.StartAsync(cancellationToken);
    Console.WriteLine(target.Address);
    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    return 0;
});

var address = new Option<string>("--address") { Required = true };
var flows = new Option<int>("--flows") { Required = true };
var atOnce = new Option<int>("--at-once") { DefaultValueFactory = _ => 16 };
var bare = new Command("bare", "The benchmark's flow as a plain HttpClient loop.") { address, flows, atOnce };
bare.SetAction((parsed, cancellationToken) => BareLoop.RunAsync(
    parsed.GetRequiredValue(address), parsed.GetRequiredValue(flows), parsed.GetValue(atOnce), cancellationToken));

var seatrial = new Option<string>("--seatrial") { Required = true };
var scheduling = new Command("scheduling", "Flows of skewed length, against the bound no order can beat.") { seatrial, work, results, flows, atOnce };
scheduling.SetAction((parsed, cancellationToken) => new Scheduling(
    parsed.GetRequiredValue(seatrial),
    parsed.GetRequiredValue(work),
    parsed.GetRequiredValue(results),
    parsed.GetRequiredValue(flows),
    parsed.GetValue(atOnce))
    .RunAsync(cancellationToken));

var flowsBench = new Command("flows", "The same three-step flow by everyone.") { contenders, template, work, results, runs };
flowsBench.SetAction((parsed, cancellationToken) => new FlowsBench(
    parsed.GetRequiredValue(template),
    parsed.GetRequiredValue(work),
    parsed.GetRequiredValue(results),
    parsed.GetValue(runs))
    .RunAsync(FlowContender.ReadAll(parsed.GetRequiredValue(contenders)), cancellationToken));

var port = new Option<int>("--port") { Required = true };
var rows = new Option<long>("--rows") { Required = true };
var mostRows = new Option<long>("--most-rows") { Required = true };
var chinook = new Option<string>("--chinook") { Required = true };
var snaplet = new Option<string>("--snaplet") { Required = true };
var seeding = new Command("seeding", "Rows into PostgreSQL, against a bare COPY.") { seatrial, work, results, port, rows, mostRows, chinook, snaplet };
seeding.SetAction(async (parsed, cancellationToken) =>
{
    await using var server = new SeedingServer(parsed.GetValue(port));
    return await new Seeding(server, parsed.GetRequiredValue(seatrial), parsed.GetRequiredValue(work), parsed.GetRequiredValue(results))
        .RunAsync(parsed.GetValue(rows), parsed.GetValue(mostRows), parsed.GetRequiredValue(chinook), parsed.GetRequiredValue(snaplet), cancellationToken);
});

return await new RootCommand("Seatrial's macro benchmarks; started by ./bench.") { coldStart, flowsBench, serve, bare, scheduling, seeding }.Parse(args).InvokeAsync();
