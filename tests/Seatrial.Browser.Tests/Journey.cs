using System.Text.RegularExpressions;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.TestKit;

namespace Seatrial.Browser.Tests;

/// <summary>One flow of browser steps, run in a real browser.</summary>
internal sealed partial class Journey : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpTransport _transport = new(new HttpTransportOptions(), TimeProvider.System);
    private readonly FlowRunner _runner;

    public Journey(IBrowserSource browser, string address, string steps, string secret = "hunter-4711-canary")
    {
        _folder.Write("password", secret);
        _folder.Write("cover.png", "not a picture");
        Dictionary<string, string> sources = new(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = $"project: shop\nservices: {{ web: {{}} }}\nenvironments: {{ local: {{ services: {{ web: '{address}' }} }} }}\nsecrets: {{ password: {{ file: password }} }}\nactors: {{ ada: {{}}, bob: {{}} }}\n",
            ["flows/flow.flow.yaml"] = $"flow: A journey\nwithin: 30s\nsteps:\n{steps}\n",
            ["cover.png"] = "not a picture",
        };
        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(_transport, allowCommands: false, browser)).Load(_folder.Root, sources);
        Assert.True(loaded.Project is not null, string.Join('\n', loaded.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => $"{d.Span}: {d.Code} {d.Message} {d.Hint}")));
        Masker masker = new();
        _runner = new FlowRunner(loaded.Project, "local", _transport, new FlowRunnerOptions
        {
            Masker = masker,
            Secrets = new SecretResolver(loaded.Project, allowCommands: false, masker),
            Sealer = new KeyFileSealer(_folder.At("seal.key")),
        });
    }

    public JourneySink Sink { get; } = new();

    public Task<FlowAttemptResult> RunAsync() =>
        _runner.RunAsync(new FlowAttempt("shop", new string('0', 64), "local", "r1", "flow", 1, false, 42), Sink, TestContext.Current.CancellationToken);

    /// <summary>A text with what varies between runs replaced: ports and times.</summary>
    public static string Stable(string text) => Times().Replace(Ports().Replace(text, "127.0.0.1:PORT"), "N s");

    public void Dispose()
    {
        _transport.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ports();

    [GeneratedRegex(@"\b[\d.]+ m?s\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();
}
