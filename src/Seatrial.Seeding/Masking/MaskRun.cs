using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Seatrial.Core;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>Takes rows from one database into another, masked on the way: plan, rehearse, load.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="target">Where they go.</param>
/// <param name="rules">What becomes of them.</param>
/// <param name="key">The key.</param>
internal sealed class MaskRun(IMaskSource source, IMaskTarget target, MaskRules rules, MaskKey key)
{
    private const int RehearsedRows = 20;

    /// <summary>Does it.</summary>
    /// <exception cref="SeatrialException">It failed; nothing was kept.</exception>
    public async Task<MaskSummary> RunAsync(MaskSettings settings, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        Prove(key);
        DatabaseSchema schema = await source.BeginAsync(cancellationToken);
        using MaskPlan plan = new MaskPlanner(schema, await target.BeginAsync(cancellationToken), rules, key).Plan();
        ImmutableArray<Refusal> refusals = plan.Refusals.IsEmpty ? await MaskChecks.RefusalsAsync(plan, source, cancellationToken) : plan.Refusals;
        if (!refusals.IsEmpty)
        {
            return Summary(settings, plan, [], refusals);
        }

        Subset? subset = rules.Subset is { Roots.IsEmpty: false } ? new(plan, source, rules.Subset.MostRows) : null;
        if (subset is not null)
        {
            await subset.TakeAsync(rules.Subset!, cancellationToken);
        }

        await target.SeizeAsync(plan.Tables.Select(static t => t.Target), cancellationToken);
        await RehearseAsync(plan, subset, cancellationToken);
        Dictionary<ObjectName, long> rows = [];
        if (!settings.IsRehearsal)
        {
            await LoadAsync(plan, t => subset?.Of(t.Name), rows, progress, cancellationToken);
            await target.CommitAsync(settings.Run, plan.Tables, cancellationToken);
        }

        return Summary(settings, plan, rows, []);
    }

    /// <summary>Two keys that mask alike would be none: https://github.com/GreenmaskIO/greenmask/issues/317 went unseen for long.</summary>
    private static void Prove(MaskKey key)
    {
        using DomainHash one = new(key, "proof"), other = new(MaskKey.Fleeting(), "proof");
        one.Draws("proof");
        other.Draws("proof");
        if (one.Tag(DomainHash.MostLetters) == other.Tag(DomainHash.MostLetters))
        {
            throw new SeatrialException("seed-mask-key", "Two keys make the same pseudonyms: that is a defect of Seatrial. Nothing was read.");
        }
    }

    /// <summary>Some rows of each table, with what they point at: what the database refuses shows before the long work.</summary>
    private async Task RehearseAsync(MaskPlan plan, Subset? subset, CancellationToken cancellationToken)
    {
        Subset few = new(plan, source, int.MaxValue);
        foreach (MaskTable table in plan.Tables)
        {
            IEnumerable<RowPlace> first = subset?.Of(table.Name).Take(RehearsedRows) ?? await source.RootsAsync(table.Source, [], RehearsedRows, cancellationToken);
            await few.TakeAsync(table.Name, first, cancellationToken);
        }

        await target.RehearseAsync(() => LoadAsync(plan, t => few.Of(t.Name), [], progress: null, cancellationToken), cancellationToken);
    }

    private async Task LoadAsync(MaskPlan plan, Func<MaskTable, IReadOnlyCollection<RowPlace>?> places, Dictionary<ObjectName, long> counts, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (ImmutableArray<ObjectName> group in plan.Groups)
        {
            await target.LoadAsync([.. group.Select(n => plan[n])], t => MaskedAsync(t, places(t), counts, progress, cancellationToken), cancellationToken);
        }
    }

    private async IAsyncEnumerable<string?[]> MaskedAsync(MaskTable table, IReadOnlyCollection<RowPlace>? places, Dictionary<ObjectName, long> counts, IProgress<LoadProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Often = 1000;
        long rows = 0;
        await foreach (string?[] row in source.RowsAsync(table.Source, [.. table.Columns.Select(static c => c.Name)], places, cancellationToken))
        {
            Mask(table, row);
            if (++rows % Often == 0)
            {
                progress?.Report(new(table.Name, Often));
            }

            yield return row;
        }

        progress?.Report(new(table.Name, rows % Often));
        counts[table.Name] = rows;
    }

    /// <summary>Puts pseudonyms into a row.</summary>
    public static void Mask(MaskTable table, string?[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] is not { } value)
            {
                continue;
            }

            try
            {
                row[i] = table.Columns[i].Mask.Mask(value);
            }
            catch (SeatrialException exception) when (exception.Code == "seed-mask-value")
            {
                throw new SeatrialException(exception.Code, $"{table.Name}.{table.Columns[i].Name} could not be masked: {exception.Message}. Nothing was kept. Give the column another rule.", innerException: exception);
            }
        }
    }

    private MaskSummary Summary(MaskSettings settings, MaskPlan plan, Dictionary<ObjectName, long> rows, ImmutableArray<Refusal> refusals) => new(
        settings.Run,
        key.Id,
        key.IsFleeting,
        [.. plan.Tables.Select(t => new MaskSummary.TableRows(t.Name, rows.GetValueOrDefault(t.Name)))],
        [.. plan.Tables.SelectMany(static t => t.Columns.Select(c => new MaskSummary.ColumnRule(t.Name, c.Name, RuleText.Of(c.Rule), (c.Rule as MaskRule.Keep)?.Reason)))],
        [.. refusals.Select(static r => r.Table.Schema.Length == 0 ? $"{r.Table.Name}{(r.Column is null ? string.Empty : "." + r.Column)}: {r.Reason} {r.Remedy}" : r.ToString())]);
}
