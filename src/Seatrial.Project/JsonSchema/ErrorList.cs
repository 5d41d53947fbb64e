namespace Seatrial.Project.JsonSchema;

/// <summary>Errors, up to a number; one more than that tells that there are more.</summary>
/// <param name="most">The number.</param>
internal sealed class ErrorList(int most)
{
    private readonly List<JsonSchemaError> _items = [];

    public IReadOnlyList<JsonSchemaError> Items => _items;

    public bool IsFull => _items.Count > most;

    public void Add(JsonSchemaError error)
    {
        if (!IsFull)
        {
            _items.Add(error);
        }
    }
}
