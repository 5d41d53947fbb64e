namespace Seatrial.Project.JsonSchema;

/// <summary>The properties and items of an instance that some schema looked at; the others are unevaluated.</summary>
internal sealed class Evaluated
{
    private HashSet<string>? _names;
    private HashSet<int>? _items;
    private int _itemsBelow;
    private bool _hasAllNames;

    public bool Has(string name) => _hasAllNames || _names?.Contains(name) == true;

    public bool Has(int item) => item < _itemsBelow || _items?.Contains(item) == true;

    public void Add(string name) => (_names ??= new(StringComparer.Ordinal)).Add(name);

    public void Add(int item) => (_items ??= []).Add(item);

    public void AddAllNames() => _hasAllNames = true;

    public void AddItemsBelow(int count) => _itemsBelow = Math.Max(_itemsBelow, count);

    public void Add(Evaluated other)
    {
        _hasAllNames |= other._hasAllNames;
        AddItemsBelow(other._itemsBelow);
        if (other._names is not null)
        {
            (_names ??= new(StringComparer.Ordinal)).UnionWith(other._names);
        }

        if (other._items is not null)
        {
            (_items ??= []).UnionWith(other._items);
        }
    }
}
