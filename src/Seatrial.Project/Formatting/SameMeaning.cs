using Seatrial.Core.Documents;

namespace Seatrial.Project.Formatting;

/// <summary>Whether two documents say the same: values, their types, and the order of lists; not places, nor the order of keys.</summary>
public static class SameMeaning
{
    /// <summary>Compares two documents.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool Holds(DocumentNode left, DocumentNode right) => (left, right) switch
    {
        (DocumentNode.Scalar a, DocumentNode.Scalar b) => a.Kind == b.Kind && a.IsQuoted == b.IsQuoted && string.Equals(a.Text, b.Text, StringComparison.Ordinal),
        (DocumentNode.Sequence a, DocumentNode.Sequence b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(static pair => Holds(pair.First, pair.Second)),
        (DocumentNode.Mapping a, DocumentNode.Mapping b) => a.Entries.Length == b.Entries.Length
            && a.Entries.All(entry => b.Find(entry.Key.Text) is { } other && Holds(entry.Key, other.Key) && Holds(entry.Value, other.Value)),
        _ => false,
    };
}
