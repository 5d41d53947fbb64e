using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Which flow calls which: their hashes depend on it, and nobody may call itself in the end.</summary>
internal sealed class CallGraph
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<DocumentNode.Scalar>> _calls;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<DocumentNode.Scalar>> _certain;
    private readonly Dictionary<string, string> _contents;

    /// <param name="sources">The texts of the project's files.</param>
    /// <param name="flows">The file and root of each flow, by id.</param>
    public CallGraph(IReadOnlyDictionary<string, string> sources, ImmutableSortedDictionary<string, (string File, DocumentNode? Root)> flows)
    {
        _contents = flows.ToDictionary(f => f.Key, f => SnapshotStore.Normalized(sources[f.Value.File]), StringComparer.Ordinal);
        _calls = CallsOf(flows, isCertain: false);
        _certain = CallsOf(flows, isCertain: true);
    }

    /// <summary>The content hash of a flow and all it calls, with the files they read.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="filesOf">The paths and texts of the files that a flow reads beside its own.</param>
    public string HashOf(string flowId, Func<string, IEnumerable<(string Path, string Text)>> filesOf)
    {
        StringBuilder text = new();
        foreach (string id in Reached(flowId, _calls))
        {
            Append(text, id, _contents[id]);
        }

        foreach ((string path, string content) in Reached(flowId, _calls).SelectMany(filesOf).Distinct().Order())
        {
            Append(text, path, SnapshotStore.Normalized(content));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reports every call that leads back to the flow it stands in; one with a <c>when</c> may end it.</summary>
    public void CheckCycles(Action<Diagnostic> report)
    {
        foreach ((string caller, ImmutableArray<DocumentNode.Scalar> calls) in _certain)
        {
            foreach (DocumentNode.Scalar call in calls.Where(c => Reached(c.Text, _certain).Contains(caller)))
            {
                string message = call.Text == caller ? $"The flow `{caller}` calls itself." : $"The flow `{call.Text}` calls `{caller}` in turn, so this would never end.";
                report(new("ST0415", DiagnosticSeverity.Error, call.Span, message, "Move what both need to a flow of its own and call that."));
            }
        }
    }

    private static void Append(StringBuilder text, string name, string content) =>
        text.Append(name).Append('\n').Append(content.Length).Append('\n').Append(content).Append('\n');

    private static SortedSet<string> Reached(string flowId, ImmutableSortedDictionary<string, ImmutableArray<DocumentNode.Scalar>> calls)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal) { flowId };
        Queue<string> open = new([flowId]);
        while (open.TryDequeue(out string? id))
        {
            foreach (DocumentNode.Scalar call in calls[id].Where(c => reached.Add(c.Text)))
            {
                open.Enqueue(call.Text);
            }
        }

        return reached;
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<DocumentNode.Scalar>> CallsOf(
        ImmutableSortedDictionary<string, (string File, DocumentNode? Root)> flows,
        bool isCertain) => flows.ToImmutableSortedDictionary(
            f => f.Key,
            f => CallsOf(f.Value.Root, isCertain).Where(c => flows.ContainsKey(c.Text)).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>What the steps and cleanups of a flow call; a key <c>call</c> elsewhere, as in a request's body, is not a call.</summary>
    private static IEnumerable<DocumentNode.Scalar> CallsOf(DocumentNode? root, bool isCertain)
    {
        foreach (DocumentNode.Mapping step in StepNodes.Of((root as DocumentNode.Mapping)?.Find("steps")?.Value))
        {
            foreach (DocumentNode.Mapping acting in StepNodes.Of(step.Find("cleanup")?.Value).Prepend(step))
            {
                if (isCertain && (acting.Find("when") ?? step.Find("when")) is not null)
                {
                    continue;
                }

                if (acting.Find("call")?.Value is DocumentNode.Scalar called)
                {
                    yield return called;
                }
                else if ((acting.Find("call")?.Value as DocumentNode.Mapping)?.Find("flow")?.Value is DocumentNode.Scalar named)
                {
                    yield return named;
                }
            }
        }
    }
}
