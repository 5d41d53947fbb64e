using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Running;

/// <summary>A project of a few lines, and its flows run against real peers.</summary>
internal sealed partial class Trial : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpTransport _transport;
    private readonly IBrowserSource? _browser;
    private readonly ProjectModel _project;
    private readonly ImmutableDictionary<string, string> _addresses;

    /// <param name="flows">Flow texts by id.</param>
    /// <param name="addresses">Services and where they are.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="more">Further lines of the project file.</param>
    /// <param name="files">Further files; a service whose description is among them, as NAME.openapi.yaml, has it.</param>
    /// <param name="browser">Where a browser comes from.</param>
    public Trial(
        Dictionary<string, string> flows,
        Dictionary<string, string> addresses,
        TimeProvider? time = null,
        string more = "",
        Dictionary<string, string>? files = null,
        IBrowserSource? browser = null)
    {
        _browser = browser;
        Time = time ?? TimeProvider.System;
        _transport = new HttpTransport(new HttpTransportOptions(), Time);
        _addresses = addresses.ToImmutableDictionary(StringComparer.Ordinal);
        Dictionary<string, string> sources = flows.ToDictionary(
            static flow => $"flows/{flow.Key}.flow.yaml",
            static flow => flow.Value,
            StringComparer.Ordinal);
        foreach ((string path, string text) in files ?? [])
        {
            sources[path] = text;
        }

        string Described(string service) => sources.ContainsKey($"{service}.openapi.yaml") ? $"{{ openapi: {service}.openapi.yaml }}" : "{}";
        sources["seatrial.yaml"] = $$"""
            project: shop
            services:
            {{string.Join('\n', addresses.Keys.Select(name => $"  {name}: {Described(name)}"))}}
            environments:
              local:
                services:
            {{string.Join('\n', addresses.Select(static pair => $"      {pair.Key}: {pair.Value}"))}}
            {{more}}
            """;
        _project = Load(sources);
        Runner = NewRunner();
    }

    /// <summary>A project of its files.</summary>
    public Trial(IReadOnlyDictionary<string, string> sources)
    {
        Time = TimeProvider.System;
        _transport = new HttpTransport(new HttpTransportOptions(), Time);
        _addresses = ImmutableDictionary<string, string>.Empty;
        _project = Load(sources);
        Runner = NewRunner();
    }

    public TimeProvider Time { get; }

    public FlowRunner Runner { get; }

    public RecordingSink Sink { get; init; } = new();

    /// <summary>Puts a secret where a project's <c>{ file: NAME }</c> finds it.</summary>
    public Trial WithSecret(string file, string value)
    {
        _folder.Write(file, value);
        return this;
    }

    /// <summary>The project's folder.</summary>
    public string Folder => _folder.Root;

    /// <summary>One flow, called <c>flow</c>, against one service, called <c>shop</c>.</summary>
    public static Trial Of(string steps, string address, TimeProvider? time = null, string more = "", string header = "within: 20s", Dictionary<string, string>? files = null) =>
        new(
            new(StringComparer.Ordinal) { ["flow"] = $"flow: A journey\n{header}\nsteps:\n{steps}\n" },
            new(StringComparer.Ordinal) { ["shop"] = address },
            time,
            more,
            files);

    /// <summary>Another runner of the same project, as a later process makes it: same key file, nothing in memory.</summary>
    public FlowRunner NewRunner(string keyFile = "seal.key")
    {
        Masker masker = new();
        FlowRunnerOptions options = new()
        {
            Masker = masker,
            Secrets = new SecretResolver(_project, allowCommands: false, masker),
            Sealer = new KeyFileSealer(_folder.At("keys", keyFile)),
            Addresses = _addresses,
        };
        return new FlowRunner(_project, "local", _transport, options);
    }

    public static FlowAttempt Attempt(string flowId = "flow", int number = 1, long seed = 42) =>
        new("shop", new string('0', 64), "local", "r1", flowId, number, false, seed);

    public Task<FlowAttemptResult> RunAsync(CancellationToken? cancellationToken = null, string flowId = "flow", long seed = 42) =>
        Runner.RunAsync(Attempt(flowId, seed: seed), Sink, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Runs on a fake clock that moves on whenever something waits for it.</summary>
    public async Task<FlowAttemptResult> RunFastAsync(FakeTimeProvider time, TimeSpan step)
    {
        Task<FlowAttemptResult> running = RunAsync();
        while (!running.IsCompleted)
        {
            // Sockets give no sign of being idle: real time passes a little before the fake clock moves on.
            Task moment = Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken); // slow on purpose: see above
            await Task.WhenAny(running, moment);
            time.Advance(step);
        }

        return await running;
    }

    /// <summary>All that the run left behind, as one text.</summary>
    public string Everything(FlowAttemptResult result) => string.Join('\n', [
        $"{result.Failure}",
        .. Sink.Steps.Select(static step => $"{step} {step.Failure} {string.Join(' ', step.Checks)}"),
        .. Sink.Cleaned.Values.Select(static cleaned => $"{cleaned}"),
        .. Sink.Exchanges.OfType<StepExchange>().SelectMany(static exchange => new[] { exchange.Request, exchange.Response, }).OfType<ExchangeMessage>()
            .Select(static message => $"{message.StartLine} {string.Join(' ', message.Headers)} {message.Body}"),
        .. Sink.Exchanges.Select(static exchange => exchange?.Curl),
    ]);

    private ProjectModel Load(IReadOnlyDictionary<string, string> sources)
    {
        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(_transport, allowCommands: true, _browser)).Load(_folder.Root, sources);
        Assert.True(
            loaded.Project is not null,
            string.Join('\n', loaded.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => $"{d.Span}: {d.Code} {d.Message}")));
        return loaded.Project;
    }

    /// <summary>A text with what varies between runs replaced: ports and times.</summary>
    public static string Stable(string text) =>
        Seconds().Replace(Milliseconds().Replace(Port().Replace(text, "127.0.0.1:PORT"), "N ms"), ", N ms; deadline");

    public void Dispose()
    {
        _transport.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();

    [GeneratedRegex(@", [\d.]+ s; deadline", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\b\d+ ms", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();
}
