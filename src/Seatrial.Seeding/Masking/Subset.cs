using System.Globalization;
using Seatrial.Core;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>
/// The rows that some rows need, and those that belong to them: whatever a row points at comes along, always; what points at
/// a root, or at what came because it pointed, comes along as the rules allow. It is the smallest such set, so the order in
/// which it is found does not matter. Kept in memory: the places of the rows, and nothing else of them.
/// </summary>
/// <param name="plan">What is taken, and what points at what.</param>
/// <param name="source">Where it comes from.</param>
/// <param name="most">More rows are refused.</param>
internal sealed class Subset(MaskPlan plan, IMaskSource source, int most)
{
    private const int AtOnce = 5000;

    // Of each row that was found, whether what points at it was looked for, too.
    private readonly Dictionary<ObjectName, Dictionary<RowPlace, bool>> _rows = plan.Tables.ToDictionary(static t => t.Name, static _ => new Dictionary<RowPlace, bool>());
    private readonly Queue<(ObjectName Table, List<RowPlace> Rows, bool IsDown)> _open = new();
    private int _count;

    /// <summary>The rows of a table, in the order of their places.</summary>
    public IReadOnlyCollection<RowPlace> Of(ObjectName table) => [.. _rows[table].Keys.OrderBy(static p => p.Part).ThenBy(static p => p.Row)];

    /// <summary>The rows of roots, all they need, and what belongs to them.</summary>
    public async Task TakeAsync(SubsetRules rules, CancellationToken cancellationToken)
    {
        foreach (SubsetRoot root in rules.Roots)
        {
            Table table = plan.Tables.First(t => t.Source == MaskNamesOf(root.Table)).Source;
            Found(table.Name, await source.RootsAsync(table, root.Where, root.Limit, cancellationToken), isDown: true);
        }

        Dictionary<ObjectName, int> children = rules.Children.ToDictionary(c => MaskNamesOf(c.Key).Name, static c => c.Value);
        await CloseAsync(children, cancellationToken);
    }

    /// <summary>Rows and all they need.</summary>
    public async Task TakeAsync(ObjectName table, IEnumerable<RowPlace> rows, CancellationToken cancellationToken)
    {
        Found(table, rows, isDown: false);
        await CloseAsync([], cancellationToken);
    }

    private async Task CloseAsync(Dictionary<ObjectName, int> children, CancellationToken cancellationToken)
    {
        while (_open.TryDequeue(out (ObjectName Table, List<RowPlace> Rows, bool IsDown) next))
        {
            foreach (MaskLink link in plan.References.Where(l => l.Table == next.Table))
            {
                Found(link.Target, await source.ParentsAsync(link, next.Rows, cancellationToken), isDown: false);
            }

            foreach (MaskLink link in plan.References.Where(l => next.IsDown && l.Target == next.Table))
            {
                int each = children.GetValueOrDefault(link.Table, int.MaxValue);
                if (each > 0)
                {
                    Found(link.Table, await source.ChildrenAsync(link, next.Rows, each, cancellationToken), isDown: true);
                }
            }
        }
    }

    private void Found(ObjectName table, IEnumerable<RowPlace> found, bool isDown)
    {
        Dictionary<RowPlace, bool> known = _rows[table];
        List<RowPlace> news = [];
        foreach (RowPlace place in found)
        {
            if (!known.TryGetValue(place, out bool was))
            {
                _count++;
            }
            else if (was || !isDown)
            {
                continue;
            }

            known[place] = isDown;
            news.Add(place);
        }

        if (_count > most)
        {
            throw new SeatrialException("seed-subset-too-large", string.Create(CultureInfo.InvariantCulture, $"The subset has more than {most} rows; the last came from {table}. Limit its roots, or how many rows come along (`children:` in the rules), or allow more with `maxRows`."));
        }

        foreach (RowPlace[] batch in news.Chunk(AtOnce))
        {
            _open.Enqueue((table, [.. batch], isDown));
        }
    }

    private Table MaskNamesOf(string name) =>
        plan.Tables.FirstOrDefault(t => t.Source.Name.ToString() == name || t.Source.Name.Name == name)?.Source
        ?? throw new SeatrialException("seed-subset-table", $"The subset names a table `{name}`, and no rows of such a table are taken. Known: {string.Join(", ", plan.Tables.Select(static t => t.Name.Name))}.");
}
