using System.Globalization;
using System.Text.Json;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.JsonSchema;

/// <summary>One schema applied to one value.</summary>
internal sealed class Evaluation
{
    private readonly EvaluationRun _run;
    private readonly Evaluation? _outer;
    private readonly InstancePlace _place;
    private readonly SchemaNode _node;
    private readonly ErrorList? _errors;
    private readonly int _depth;
    private Evaluated? _evaluated;

    private Evaluation(EvaluationRun run, Evaluation? outer, SchemaNode node, JsonElement instance, InstancePlace place, ErrorList? errors)
    {
        _run = run;
        _outer = outer;
        _node = node;
        _place = place;
        _errors = errors;
        _depth = outer is null ? 1 : outer._depth + 1;
        Instance = instance;
        Scope = outer is not null && outer.Scope.Resource == node.Resource ? outer.Scope : new(node.Resource, outer?.Scope);
    }

    public JsonElement Instance { get; }

    /// <summary>The resources come through.</summary>
    public ResourceScope Scope { get; }

    /// <summary>Whether nobody wants to know why; then the first reason is enough.</summary>
    public bool IsQuiet => _errors is null || _errors.IsFull;

    /// <summary>Whether some schema asks for what is unevaluated, so that alternatives must all be looked at.</summary>
    public bool TracksEvaluated => _run.TracksEvaluated;

    /// <summary>What was looked at so far; kept only when <see cref="TracksEvaluated"/>.</summary>
    public Evaluated Evaluated => _evaluated ??= new();

    public static bool Start(EvaluationRun run, SchemaNode node, JsonElement instance, ErrorList errors) =>
        new Evaluation(run, null, node, instance, InstancePlace.Whole(), errors).Run();

    /// <summary>Applies another schema to the same value; what does not fit is this schema's error.</summary>
    public bool Apply(SchemaNode node) => Apply(node, _errors);

    /// <summary>Applies another schema to the same value.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="errors">Takes what does not fit; null when nobody wants to know.</param>
    public bool Apply(SchemaNode node, ErrorList? errors)
    {
        Evaluation inner = new(_run, this, node, Instance, _place, errors);
        bool holds = inner.Run();
        if (holds && inner._evaluated is not null)
        {
            Evaluated.Add(inner._evaluated);
        }

        return holds;
    }

    /// <summary>Whether another schema holds for the same value; what it looks at does not count.</summary>
    public bool Holds(SchemaNode node) => new Evaluation(_run, this, node, Instance, _place, null).Run();

    public bool ApplyTo(JsonProperty property, SchemaNode node) =>
        new Evaluation(_run, this, node, property.Value, new(_place, property.Name, 0), _errors).Run();

    public bool ApplyTo(JsonElement item, int index, SchemaNode node, bool isQuiet = false) =>
        new Evaluation(_run, this, node, item, new(_place, null, index), isQuiet ? null : _errors).Run();

    public bool ApplyToName(string name, SchemaNode node) =>
        new Evaluation(_run, this, node, JsonValues.Text(name), new(_place, name, 0) { IsName = true }, _errors).Run();

    /// <summary>A list for the errors of an alternative; null when nobody wants to know.</summary>
    public ErrorList? Aside() => IsQuiet ? null : new(_run.MostErrors);

    public string Show(JsonElement value) => _run.Show(value);

    public void Report(string location, string message) => Add(new(_place.Pointer(), location, message));

    public void Report(string location, string wanted, string actual) =>
        Add(new(_place.Pointer(), location, $"expected {wanted}, was {actual}") { Wanted = wanted, Actual = actual });

    /// <summary>Reports a property that must not be there.</summary>
    public void ReportProperty(JsonProperty property, string location, string message) =>
        _errors?.Add(new(new InstancePlace(_place, property.Name, 0).Pointer(), location, message));

    /// <summary>Takes over what an alternative found.</summary>
    public void Report(IEnumerable<JsonSchemaError> errors)
    {
        foreach (JsonSchemaError error in errors)
        {
            _errors?.Add(error);
        }
    }

    /// <summary>Where the value stands.</summary>
    public string Pointer() => _place.Pointer();

    private void Add(JsonSchemaError error)
    {
        if (!IsQuiet)
        {
            _errors!.Add(_place.IsName ? error with { Message = string.Create(CultureInfo.InvariantCulture, $"the name \"{_place.Name}\" does not fit: {error.Message}"), Wanted = null } : error);
        }
    }

    private bool Run()
    {
        _run.Step(_node, _depth);
        for (Evaluation? outer = _outer; outer is not null && ReferenceEquals(outer._place, _place); outer = outer._outer)
        {
            if (outer._node == _node)
            {
                throw new JsonSchemaException(_node.Location, "the schema refers to itself without end");
            }
        }

        return _node.Evaluate(this);
    }
}
