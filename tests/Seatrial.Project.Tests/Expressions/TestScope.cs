using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Tests.Expressions;

/// <summary>Names with JSON values; random values are counted from one, the clock stands.</summary>
internal sealed class TestScope : IFlowScope
{
    private readonly Dictionary<string, FlowValue> _values = new(StringComparer.Ordinal);
    private int _drawn;

    public IReadOnlyCollection<string> Names => _values.Keys;

    public DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.FromHours(2));

    public TestScope With(string name, string json, bool isSecret = false)
    {
        _values[name] = new(JsonElement.Parse(json), isSecret);
        return this;
    }

    public bool TryGet(string name, out FlowValue value) => _values.TryGetValue(name, out value);

    public Guid NextGuid() => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)++_drawn);
}
