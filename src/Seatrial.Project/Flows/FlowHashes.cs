using System.Security.Cryptography;
using System.Text;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Flows;

/// <summary>The content hash of each flow and all it calls.</summary>
/// <param name="sources">The texts of the project's files.</param>
/// <param name="flows">The file and root of each flow, by id.</param>
internal sealed class FlowHashes(IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, (string File, DocumentNode? Root)> flows)
{
    public string Of(string flowId)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Reach(flowId, reached);
        StringBuilder text = new();
        foreach (string id in reached)
        {
            string content = sources[flows[id].File];
            text.Append(id).Append('\n').Append(content.Length).Append('\n').Append(content).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private void Reach(string flowId, SortedSet<string> reached)
    {
        if (!flows.TryGetValue(flowId, out var flow) || !reached.Add(flowId) || flow.Root is not DocumentNode.Mapping root)
        {
            return;
        }

        foreach (string called in Calls(root))
        {
            Reach(called, reached);
        }
    }

    private static IEnumerable<string> Calls(DocumentNode node) => node switch
    {
        DocumentNode.Mapping map => map.Entries.SelectMany(e => e.Key.Text == "call" && e.Value is DocumentNode.Scalar called ? [called.Text] : Calls(e.Value)),
        DocumentNode.Sequence list => list.Items.SelectMany(Calls),
        _ => [],
    };
}
