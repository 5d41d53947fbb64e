using System.Globalization;
using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.JsonPath;

namespace Seatrial.Cli.Runs;

/// <summary>Asks what to do before each step of a flow. The end of the input quits.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="input">The commands, a line each.</param>
/// <param name="flowId">The flow.</param>
internal sealed class StepPrompt(ITerminal terminal, TextReader input, string flowId) : IStepGate
{
    public const string Commands = "next, run to STEP, retry, print EXPR, set NAME=VALUE, jsonpath QUERY, quit";

    private int _runTo = -1;

    public string FlowId => flowId;

    /// <summary>Whether the step that ran last failed.</summary>
    public bool HasFailed { get; private set; }

    public async Task<StepMove> NextAsync(StepPause pause, CancellationToken cancellationToken)
    {
        if (pause.Attempt > 1)
        {
            // What failed under somebody's eyes is not confirmed behind their back.
            return StepMove.Quit;
        }

        if (pause.Last is { } last)
        {
            Tell(last, pause);
        }

        HasFailed = pause.Last?.Failure is not null;
        if (_runTo > pause.Index && !HasFailed)
        {
            return StepMove.Next;
        }

        _runTo = -1;
        terminal.Write(pause.Index < pause.Steps.Length
            ? Line.Of(Tone.Soft, $"  next: {pause.Index + 1}/{pause.Steps.Length} ").Plain(pause.Steps[pause.Index].Name).Soft($"  {pause.Steps[pause.Index].Verb} {pause.Steps[pause.Index].Action.Summary}")
            : Line.Of(Tone.Soft, "  that was the last step; quit ends, and what was made is removed"));
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Do(line.Trim(), pause) is { } move)
            {
                return move;
            }
        }

        return StepMove.Quit;
    }

    /// <summary>Does what a line says; null when more is to be read.</summary>
    private StepMove? Do(string line, StepPause pause)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = words.Length > 1 ? words[1] : string.Empty;
        switch (words[0])
        {
            case "":
                return null;
            case "next" or "n":
                return pause.Index < pause.Steps.Length ? StepMove.Next : Say("There is no further step.");
            case "run":
                return RunTo(rest.StartsWith("to ", StringComparison.Ordinal) ? rest[3..].Trim() : rest, pause);
            case "retry" or "r":
                return pause.Last is not null ? StepMove.Retry : Say("Nothing ran yet.");
            case "print" or "p":
                return Say(pause.Evaluate(rest));
            case "set":
                return Set(rest, pause);
            case "jsonpath" or "j":
                return Say(Select(rest, pause.LastExchange));
            case "quit" or "q":
                return StepMove.Quit;
            default:
                return Say($"There is no command {words[0]}. There are: {Commands}.");
        }
    }

    private StepMove? RunTo(string step, StepPause pause)
    {
        int? found = step.Length == 0 ? pause.Steps.Length
            : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number - 1
            : pause.Steps.FirstOrDefault((StepPlan s) => string.Equals(s.Name, step, StringComparison.OrdinalIgnoreCase) || s.Id == step)?.Index;
        if (found is not { } index || index < pause.Index || index > pause.Steps.Length || pause.Index == pause.Steps.Length)
        {
            return Say($"No step {step} comes now.");
        }

        // It stops before the step it runs to.
        _runTo = index;
        return index == pause.Index ? null : StepMove.Next;
    }

    private StepMove? Set(string text, StepPause pause)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var written])
        {
            return Say("Write: set NAME=VALUE.");
        }

        pause.Values = pause.Values.SetItem(name, StepRange.ValueOf(written));
        return Say($"{name} = {pause.Show(pause.Values[name])}");
    }

    private static string Select(string text, StepExchange? exchange)
    {
        if (JsonPathQuery.TryParse(text, out JsonPathError? error) is not { } query)
        {
            return $"This is not a JSONPath: {error!.Message}";
        }

        if (exchange?.Response?.Body is not { } body)
        {
            return "The last step has no answer to look into.";
        }

        try
        {
            IReadOnlyList<JsonPathNode> nodes = query.SelectNodes(JsonElement.Parse(body));
            return nodes.Count == 0 ? "nothing" : string.Join('\n', nodes.Select(static n => $"{n.Path} = {n.Value.GetRawText()}"));
        }
        catch (JsonException)
        {
            return "The last answer is not JSON.";
        }
    }

    private void Tell(StepRecord record, StepPause pause)
    {
        (Tone tone, string sign) = record.Outcome switch
        {
            StepOutcome.Passed => (Tone.Good, "✓"),
            StepOutcome.Failed => (Tone.Bad, "✗"),
            _ => (Tone.Soft, "–"),
        };
        terminal.Write(Line.Of(tone, $"  {sign} ").Plain(record.Name).Soft($"  {ReportText.Duration(record.Duration)}"));
        foreach (string line in pause.LastExchange is { } exchange ? ExchangeLines.Of(exchange) : [])
        {
            terminal.Write(Line.Of(Tone.Soft, $"    {line}"));
        }

        foreach (string line in record.Failure is { } failure ? FailureLines.Of(failure, record) : [])
        {
            terminal.Write(Line.Of(Tone.Bad, $"    {line}"));
        }

        foreach (CapturePlan capture in pause.Steps[record.Index].Capture)
        {
            if (pause.Values.TryGetValue(capture.Name, out FlowValue value))
            {
                terminal.Write(Line.Of($"    {capture.Name} = {pause.Show(value)}"));
            }
        }
    }

    private StepMove? Say(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            terminal.Write(Line.Of($"    {line}"));
        }

        return null;
    }
}
