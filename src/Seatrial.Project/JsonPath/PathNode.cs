using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>A node on the way: its value, and how it was come by; its path is written only when somebody asks.</summary>
internal sealed record PathNode(JsonElement Value, PathNode? Parent, string? Name, int Index)
{
    public string Path()
    {
        List<PathNode> steps = [];
        for (PathNode node = this; node.Parent is not null; node = node.Parent)
        {
            steps.Add(node);
        }

        StringBuilder text = new("$");
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i].Name is { } name)
            {
                text.Append("['");
                Escape(text, name);
                text.Append("']");
            }
            else
            {
                text.Append('[').Append(steps[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        return text.ToString();
    }

    private static void Escape(StringBuilder text, string name)
    {
        foreach (char c in name)
        {
            _ = c switch
            {
                '\'' => text.Append("\\'"),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }
    }
}
