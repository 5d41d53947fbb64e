using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Values;

/// <summary>A place in documents, and the places within it.</summary>
/// <param name="Name">Its key; empty for the root and for items of lists.</param>
/// <param name="Share">The share of the documents around it that have it.</param>
/// <param name="Types">What stands there.</param>
internal sealed record DocumentTree(string Name, double Share, string[] Types)
{
    private static readonly string[] Object = ["object"], Text = ["string"];

    public List<DocumentTree> Children { get; } = [];

    /// <summary>What the items are like, where it is a list.</summary>
    public DocumentTree? Item { get; private set; }

    public static DocumentTree Of(IReadOnlyList<DocumentPath> paths)
    {
        DocumentTree root = new(string.Empty, 1, Object);
        Dictionary<string, (DocumentTree Tree, double Share)> places = new(StringComparer.Ordinal) { [string.Empty] = (root, 1) };
        foreach (DocumentPath path in paths.OrderBy(static p => p.Path.Count(static c => c == '/')).ThenBy(static p => p.Path, StringComparer.Ordinal))
        {
            int slash = path.Path.LastIndexOf('/');
            if (slash < 0 || !places.TryGetValue(path.Path[..slash], out (DocumentTree Tree, double Share) parent))
            {
                continue;
            }

            // A share is of all documents: of those that have what it is in, it is more.
            string name = path.Path[(slash + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            bool isItem = name == "*";
            DocumentTree tree = new(isItem ? string.Empty : name, parent.Share <= 0 ? 1 : Math.Clamp(path.Share / parent.Share, 0, 1), path.Types.IsEmpty ? Text : [.. path.Types]);
            if (isItem)
            {
                parent.Tree.Item = tree;
            }
            else
            {
                parent.Tree.Children.Add(tree);
            }

            places[path.Path] = (tree, path.Share);
        }

        return root;
    }

    /// <summary>The same with a key that is always there.</summary>
    public DocumentTree With(string key)
    {
        int index = Children.FindIndex(c => c.Name == key);
        DocumentTree child = index < 0 ? new(key, 1, Text) : Children[index] with { Share = 1 };
        if (index < 0)
        {
            Children.Add(child);
        }
        else
        {
            Children[index] = child;
        }

        return this;
    }

    /// <summary>The same as a list of texts.</summary>
    public DocumentTree WithItem()
    {
        Item = new(string.Empty, 1, Text);
        return this;
    }

    /// <summary>What stands here this time.</summary>
    public string Type(ref CellRandom random) => Types[random.Below(Types.Length)];
}
