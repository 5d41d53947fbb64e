using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Which tables must be filled before which.</summary>
internal static class TableGraph
{
    /// <summary>
    /// The tables in groups, of which each needs only rows of itself and of groups before it. More than one table in a group
    /// means that they need each other.
    /// </summary>
    /// <param name="tables">The tables to be filled, in an order that is always the same.</param>
    /// <param name="targets">What a table needs; others than <paramref name="tables"/> are left out.</param>
    /// <remarks>Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own: schemas may be deep.</remarks>
    public static ImmutableArray<ImmutableArray<ObjectName>> Groups(IReadOnlyList<ObjectName> tables, Func<ObjectName, IEnumerable<ObjectName>> targets)
    {
        HashSet<ObjectName> known = [.. tables];
        Search search = new(tables.ToDictionary(static t => t, t => new Node(t, [.. targets(t).Where(known.Contains).Distinct()])));
        foreach (ObjectName root in tables)
        {
            search.Visit(root);
        }

        return [.. search.Groups];
    }

    /// <summary>The groups by levels: those of one level need nothing of each other.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<ObjectName>>> Levels(
        ImmutableArray<ImmutableArray<ObjectName>> groups,
        Func<ObjectName, IEnumerable<ObjectName>> targets)
    {
        Dictionary<ObjectName, int> levels = [];
        SortedDictionary<int, List<ImmutableArray<ObjectName>>> byLevel = [];
        foreach (ImmutableArray<ObjectName> group in groups)
        {
            int level = group.SelectMany(targets).Where(t => !group.Contains(t)).Select(t => levels.TryGetValue(t, out int own) ? own + 1 : 0).DefaultIfEmpty(0).Max();
            foreach (ObjectName table in group)
            {
                levels[table] = level;
            }

            if (!byLevel.TryGetValue(level, out List<ImmutableArray<ObjectName>>? same))
            {
                byLevel[level] = same = [];
            }

            same.Add(group);
        }

        return [.. byLevel.Values.Select(static l => l.ToImmutableArray())];
    }

    private sealed class Search(Dictionary<ObjectName, Node> nodes)
    {
        private readonly Stack<Node> _open = new();
        private readonly Stack<Node> _path = new();
        private int _number;

        public List<ImmutableArray<ObjectName>> Groups { get; } = [];

        public void Visit(ObjectName root)
        {
            if (nodes[root].Number >= 0)
            {
                return;
            }

            Enter(nodes[root]);
            while (_path.TryPeek(out Node? node))
            {
                if (node.Next == node.Targets.Length)
                {
                    Leave(node);
                    continue;
                }

                Node target = nodes[node.Targets[node.Next++]];
                if (target.Number < 0)
                {
                    Enter(target);
                }
                else if (target.IsOpen)
                {
                    node.Low = Math.Min(node.Low, target.Number);
                }
            }
        }

        private void Enter(Node node)
        {
            node.Number = node.Low = _number++;
            node.IsOpen = true;
            _open.Push(node);
            _path.Push(node);
        }

        private void Leave(Node node)
        {
            _path.Pop();
            if (_path.TryPeek(out Node? parent))
            {
                parent.Low = Math.Min(parent.Low, node.Low);
            }

            if (node.Low != node.Number)
            {
                return;
            }

            List<ObjectName> group = [];
            Node member;
            do
            {
                member = _open.Pop();
                member.IsOpen = false;
                group.Add(member.Table);
            }
            while (member != node);
            Groups.Add([.. group.Order(ObjectName.InOrder)]);
        }
    }

    private sealed class Node(ObjectName table, ImmutableArray<ObjectName> targets)
    {
        public ObjectName Table { get; } = table;

        public ImmutableArray<ObjectName> Targets { get; } = targets;

        public int Next { get; set; }

        public int Number { get; set; } = -1;

        public int Low { get; set; }

        public bool IsOpen { get; set; }
    }
}
