using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Blocks;

/// <summary>Runs the steps inside a step: the branches of <c>parallel</c>, the items of <c>forEach</c>. Every lane runs to its own end, whatever becomes of the others.</summary>
internal sealed class BlockExecution(AttemptContext attempt, FlowFrame frame, StepPlan step, DeadlineScope deadline)
{
    /// <summary>How many lanes are recorded with all their steps; of the others, those that failed are, up to as many again.</summary>
    private const int MostRecorded = 50;

    /// <summary>How many failed lanes a failure names.</summary>
    private const int MostNamed = 5;

    private readonly long _started = attempt.Time.GetTimestamp();

    public Task<BlockAnswer> RunAsync(IBlockAction block) => block switch
    {
        ParallelAction parallel => RunBranchesAsync(parallel),
        ForEachAction forEach => RunItemsAsync(forEach),
        _ => throw new InvalidOperationException($"Nobody runs blocks of the kind {block.GetType().Name}."),
    };

    private async Task<BlockAnswer> RunBranchesAsync(ParallelAction parallel)
    {
        BlockLane[] lanes =
        [
            .. parallel.Branches.Select((steps, i) => new BlockLane(parallel.BranchNames[i], frame.Lane(step, i, steps))),
        ];
        await RunAsync(lanes, parallel.AtOnce);
        ImmutableDictionary<string, FlowValue> captured = frame.Values;
        foreach (BlockLane lane in lanes)
        {
            captured = captured.SetItems(lane.Run!.Frame.Values);
        }

        return Answer(parallel, lanes, "branches", default, captured);
    }

    private async Task<BlockAnswer> RunItemsAsync(ForEachAction forEach)
    {
        FlowValue items = forEach.Items.Evaluate(attempt.Scope(frame, step.Index));
        if (items.Json.ValueKind != JsonValueKind.Array)
        {
            throw new FlowExpressionException(forEach.Items.Span, $"'forEach' needs a list, and {forEach.Items.Source} is of type {items.Json.ValueKind.ToString().ToLowerInvariant()}");
        }

        if (items.Json.GetArrayLength() > ForEachAction.MostItems)
        {
            throw new FlowExpressionException(forEach.Items.Span, $"{forEach.Items.Source} has {items.Json.GetArrayLength()} items; at most {ForEachAction.MostItems} are done");
        }

        List<BlockLane> lanes = [];
        foreach (JsonElement item in items.Json.EnumerateArray())
        {
            FlowValue value = new(item, items.IsSecret);
            FlowFrame lane = frame.Lane(step, lanes.Count, forEach.Branches[0]);
            string shown = items.IsSecret ? "***" : Wording.Line(attempt.Redaction.Of(value.ToText()), 40);
            lanes.Add(new BlockLane(
                string.Create(CultureInfo.InvariantCulture, $"{forEach.Item} {lanes.Count + 1}: {shown}"),
                lane with { Values = lane.Values.SetItem(forEach.Item, value) }));
        }

        await RunAsync(lanes, forEach.AtOnce);
        return Answer(forEach, lanes, "items", ItemsOf(forEach, lanes), ImmutableDictionary<string, FlowValue>.Empty);
    }

    private async Task RunAsync(IReadOnlyCollection<BlockLane> lanes, int atOnce)
    {
        using SemaphoreSlim room = new(Math.Min(atOnce, lanes.Count));
        await Task.WhenAll(lanes.Select(async lane =>
        {
            await room.WaitAsync(CancellationToken.None);
            try
            {
                await RunAsync(lane);
            }
            finally
            {
                room.Release();
            }
        }));
    }

    private async Task RunAsync(BlockLane lane) => lane.Run = await FlowExecution.RunInnerAsync(attempt, lane.Frame, deadline);

    private BlockAnswer Answer(
        IBlockAction block,
        IReadOnlyList<BlockLane> lanes,
        string what,
        FlowValue items,
        ImmutableDictionary<string, FlowValue> captured)
    {
        BlockLane[] failed = [.. lanes.Where(static lane => lane.Run!.Failure is not null)];
        ImmutableArray<StepRecord> records = RecordsOf(lanes);
        string? reason = failed.Length == 0 ? null
            : block is ParallelAction { IsBoundary: true } ? BrokenRules.Describe(records, hasRules: block.Branches.Any(static b => b is [{ Action: ParallelAction }]))
            : Reason(failed, lanes.Count, what);
        return new BlockAnswer(
            $"{step.Verb} {block.Summary}",
            attempt.Time.GetElapsedTime(_started),
            records,
            failed.Length == 0 ? null : failed[0].Run!.Failure,
            reason)
        {
            Items = items,
            Captured = captured,
        };
    }

    private static string Reason(BlockLane[] failed, int of, string what)
    {
        string names = string.Join(", ", failed.Take(MostNamed).Select(static lane => $"“{lane.Name}”"));
        string more = failed.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {failed.Length - MostNamed} more") : string.Empty;
        string which = failed.Length == 1 ? "at its" : "the first at its";
        return string.Create(CultureInfo.InvariantCulture, $"{failed.Length} of {of} {what} failed: {names}{more}, {which} {failed[0].Run!.Failure!.Message}");
    }

    /// <summary>A record a lane, with the records of its steps inside; a branch of one step is that step's.</summary>
    private ImmutableArray<StepRecord> RecordsOf(IReadOnlyList<BlockLane> lanes)
    {
        var records = ImmutableArray.CreateBuilder<StepRecord>();
        int failed = 0;
        for (int i = 0; i < lanes.Count; i++)
        {
            FlowRun run = lanes[i].Run!;
            if (i >= MostRecorded && (run.Failure is null || ++failed > MostRecorded))
            {
                continue;
            }

            ImmutableArray<StepRecord> inner = run.Records;
            records.Add(inner is [var only] && step.Action is ParallelAction ? only with { Index = i } : Around(i, lanes[i].Name, inner));
        }

        return records.ToImmutable();
    }

    private StepRecord Around(int index, string name, ImmutableArray<StepRecord> inner)
    {
        DateTimeOffset startedAt = inner.IsEmpty ? attempt.Time.GetUtcNow() : inner[0].StartedAt;
        StepRecord? last = inner.LastOrDefault(static r => r.Outcome != StepOutcome.Skipped);
        StepOutcome outcome = inner.Any(static r => r.Outcome == StepOutcome.Failed) ? StepOutcome.Failed
            : last is null ? StepOutcome.Skipped
            : StepOutcome.Passed;
        return new StepRecord(index, attempt.Redaction.Of(name), step.Verb, name, outcome, startedAt, last is null ? TimeSpan.Zero : last.StartedAt + last.Duration - startedAt)
        {
            Summary = attempt.Redaction.Of(name),
            Failure = inner.FirstOrDefault(static r => r.Failure is not null)?.Failure,
            Inner = inner,
        };
    }

    /// <summary>A list: for each item, what its steps captured.</summary>
    private FlowValue ItemsOf(ForEachAction forEach, IReadOnlyList<BlockLane> lanes)
    {
        bool isSecret = false;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (BlockLane lane in lanes)
            {
                writer.WriteStartObject();
                foreach ((string name, FlowValue value) in lane.Run!.Frame.Values.OrderBy(static v => v.Key, StringComparer.Ordinal))
                {
                    if (name == forEach.Item || frame.Values.ContainsKey(name) || !value.Exists)
                    {
                        continue;
                    }

                    isSecret |= value.IsSecret;
                    writer.WritePropertyName(name);
                    value.Json.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return new FlowValue(JsonElement.Parse(buffer.WrittenSpan), isSecret);
    }
}
