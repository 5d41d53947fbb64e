using System.Globalization;

namespace Seatrial.Project.JsonSchema;

/// <summary>Where an evaluation stands in the instance.</summary>
/// <param name="outer">What holds it; null for the whole.</param>
/// <param name="name">The property it is the value of; null for an item.</param>
/// <param name="index">The item it is.</param>
internal sealed class InstancePlace(InstancePlace? outer, string? name, int index)
{
    private readonly InstancePlace? _outer = outer;
    private readonly int _index = index;

    public static InstancePlace Whole() => new(null, null, 0);

    /// <summary>Whether the name itself is looked at, not the value under it.</summary>
    public bool IsName { get; init; }

    /// <summary>The name that is looked at.</summary>
    public string? Name => name;

    public string Pointer()
    {
        List<string> tokens = [];
        for (InstancePlace at = this; at._outer is not null; at = at._outer)
        {
            if (!at.IsName)
            {
                tokens.Add(at.Name is null ? at._index.ToString(CultureInfo.InvariantCulture) : JsonPointer.Escape(at.Name));
            }
        }

        tokens.Reverse();
        return string.Concat(tokens.Select(t => $"/{t}"));
    }
}
