using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Applies segments to a document.</summary>
internal static class PathEvaluation
{
    public static List<PathNode> Select(ImmutableArray<PathSegment> segments, JsonElement from, JsonElement root)
    {
        List<PathNode> nodes = [new(from, null, null, 0)];
        foreach (PathSegment segment in segments)
        {
            List<PathNode> next = [];
            foreach (PathNode node in nodes)
            {
                if (segment.IsDescendant)
                {
                    SelectBelow(segment, node, root, next);
                }
                else
                {
                    Apply(segment, node, root, next);
                }
            }

            nodes = next;
        }

        return nodes;
    }

    /// <summary>What a name or an index selects; undefined when it selects nothing.</summary>
    public static JsonElement One(PathSelector selector, JsonElement value)
    {
        switch (selector)
        {
            case PathSelector.Name name:
                return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name.Text, out JsonElement member) ? member : default;
            case PathSelector.Index index when value.ValueKind == JsonValueKind.Array:
                int length = value.GetArrayLength();
                long position = index.Position < 0 ? index.Position + length : index.Position;
                return position >= 0 && position < length ? value[(int)position] : default;
            default:
                return default;
        }
    }

    /// <summary>Visits a node and all below it, parents before children, arrays in order; without recursion.</summary>
    private static void SelectBelow(PathSegment segment, PathNode start, JsonElement root, List<PathNode> into)
    {
        Stack<PathNode> pending = new([start]);
        while (pending.TryPop(out PathNode? node))
        {
            Apply(segment, node, root, into);
            List<PathNode> children = [.. Children(node)];
            for (int i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }

    private static void Apply(PathSegment segment, PathNode node, JsonElement root, List<PathNode> into)
    {
        foreach (PathSelector selector in segment.Selectors)
        {
            Apply(selector, node, root, into);
        }
    }

    private static void Apply(PathSelector selector, PathNode node, JsonElement root, List<PathNode> into)
    {
        JsonElement value = node.Value;
        switch (selector)
        {
            case PathSelector.Name name when value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name.Text, out JsonElement member):
                into.Add(new(member, node, name.Text, 0));
                break;
            case PathSelector.Index index when value.ValueKind == JsonValueKind.Array:
                int length = value.GetArrayLength();
                long position = index.Position < 0 ? index.Position + length : index.Position;
                if (position >= 0 && position < length)
                {
                    into.Add(new(value[(int)position], node, null, (int)position));
                }

                break;
            case PathSelector.Wildcard:
                into.AddRange(Children(node));
                break;
            case PathSelector.Slice slice when value.ValueKind == JsonValueKind.Array:
                ApplySlice(slice, node, into);
                break;
            case PathSelector.Filter filter:
                into.AddRange(Children(node).Where(child => FilterEvaluation.IsTrue(filter.Condition, child.Value, root)));
                break;
        }
    }

    private static IEnumerable<PathNode> Children(PathNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.Array => node.Value.EnumerateArray().Select((item, i) => new PathNode(item, node, null, i)),
        JsonValueKind.Object => node.Value.EnumerateObject().Select(member => new PathNode(member.Value, node, member.Name, 0)),
        _ => [],
    };

    /// <summary>RFC 9535 section 2.3.4.2.</summary>
    private static void ApplySlice(PathSelector.Slice slice, PathNode node, List<PathNode> into)
    {
        long length = node.Value.GetArrayLength();
        if (slice.Step == 0)
        {
            return;
        }

        long start = Normalize(slice.Start ?? (slice.Step >= 0 ? 0 : length - 1));
        long end = Normalize(slice.End ?? (slice.Step >= 0 ? length : -length - 1));
        if (slice.Step > 0)
        {
            long upper = Math.Clamp(end, 0, length);
            for (long i = Math.Clamp(start, 0, length); i < upper; i += slice.Step)
            {
                into.Add(new(node.Value[(int)i], node, null, (int)i));
            }
        }
        else
        {
            long lower = Math.Clamp(end, -1, length - 1);
            for (long i = Math.Clamp(start, -1, length - 1); i > lower; i += slice.Step)
            {
                into.Add(new(node.Value[(int)i], node, null, (int)i));
            }
        }

        long Normalize(long i) => i >= 0 ? i : length + i;
    }
}
