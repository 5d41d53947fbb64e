using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Server.Hosting;

/// <summary>What a server does, a line each: deliveries, runs, verdicts, remedies. For the log, and for whoever watches.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="tell">Told each line; null when nobody watches.</param>
[SuppressMessage("Design", "CA1812", Justification = "Made by whoever starts the server.")]
internal sealed partial class ServerNews(Action<string>? tell) : IRunObserver
{
    private readonly ConcurrentDictionary<string, OpenRun> _open = new(StringComparer.Ordinal);

    /// <summary>The log.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    public void OnEvent(string runId, RunEvent runEvent)
    {
        if (Told(runId, runEvent) is { } news)
        {
            Tell($"run {runId} {news}");
        }
    }

    public void OnStepStarted(string runId, string flowId, int stepIndex, string stepName)
    {
    }

    public void OnActivity(string runId, string activity)
    {
    }

    /// <summary>A delivery was taken in.</summary>
    public void OnDelivery(string place, string what) => Tell($"delivery for {place} {what}");

    /// <summary>A delivery was refused.</summary>
    public void OnRefused(string place, int status, string detail)
    {
        string line = OneLine($"delivery for {place} refused ({status}): {detail}");
        LogRefusal(Logger, line);
        tell?.Invoke(line);
    }

    [LoggerMessage(LogLevel.Information, "{News}")]
    private static partial void LogNews(ILogger logger, string news);

    [LoggerMessage(LogLevel.Warning, "{Refusal}")]
    private static partial void LogRefusal(ILogger logger, string refusal);

    /// <summary>What senders and services said stays on its line.</summary>
    private static string OneLine(string text) =>
        string.Join(' ', ReportText.Visible(text).Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private void Tell(string text)
    {
        string line = OneLine(text);
        LogNews(Logger, line);
        tell?.Invoke(line);
    }

    private string? Told(string runId, RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.Created created:
                _open[runId] = new OpenRun(null, null);
                return $"begins: {What(created.Request)} in {created.Request.Project}/{created.Request.Environment}";
            case RunEvent.DriverStarted started when !_open.ContainsKey(runId):
                _open[runId] = new OpenRun(null, null);
                return started.Epoch > 1 ? "goes on after an interruption" : null;
            case RunEvent.SignalsCollected { Suspects: [{ } suspect, ..] }:
                _open[runId] = new OpenRun($"{suspect.Service} {suspect.Version}".TrimEnd(), null);
                return null;
            case RunEvent.VerdictReached reached:
                return Verdict(reached.Verdict, _open.GetValueOrDefault(runId)?.Suspect);
            case RunEvent.RemedyDecided { Decision: { Kind: { } kind } decision }:
                return $"remedy: {ReportText.Name(kind)}{(decision.Mode == RunMode.Shadow ? ", decided and not done (shadow mode)" : string.Empty)}: {decision.Reason}";
            case RunEvent.RemedyEnded ended:
                return $"remedy {ReportText.Name(ended.Outcome)}: {ended.Outcome.Detail}";
            case RunEvent.EndRequested requested:
                _open[runId] = new OpenRun(null, requested.Reason);
                return null;
            case RunEvent.Closed closed:
                _open.TryRemove(runId, out OpenRun? run);
                return closed.Ending == RunEnding.Verdict
                    ? closed.CleanupsLeft == 0 ? null : $"left {closed.CleanupsLeft} cleanups undone"
                    : $"{ReportText.Name(closed.Ending)}: {run?.EndReason ?? "what it verified changed meanwhile"}";
            default:
                return null;
        }
    }

    private static string What(RunRequest request) => request switch
    {
        { ParentRunId: { } parent } => $"verifies the remedy of {parent}",
        { Deployment: { } deployment } => string.Join(", ", deployment.Services.Select(ReportText.Name)),
        _ => ReportText.Name(request.Trigger),
    };

    private static string Verdict(Verdict verdict, string? suspect)
    {
        string cause = verdict.CauseOrNull is { } known ? $" ({ReportText.Name(known)})" : string.Empty;
        string whom = suspect is null || verdict is Core.Verdicts.Verdict.Passed ? string.Empty : $"; suspect {suspect}";
        return $"{verdict.Name}{cause}: {verdict.Reason.TrimEnd('.')}{whom}";
    }

    private sealed record OpenRun(string? Suspect, string? EndReason);
}
