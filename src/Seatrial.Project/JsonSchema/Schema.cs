using System.Text.Json;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.JsonSchema;

/// <summary>A compiled JSON Schema (2020-12, or that of OpenAPI 3.0). Immutable and thread-safe.</summary>
public sealed class Schema
{
    private const int LongestValue = 80;

    private readonly SchemaNode _root;
    private readonly bool _tracksEvaluated;
    private readonly int _mostErrors;

    private Schema(SchemaNode root, bool tracksEvaluated, int mostErrors)
    {
        _root = root;
        _tracksEvaluated = tracksEvaluated;
        _mostErrors = mostErrors;
    }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public static Schema Compile(JsonElement schema, JsonSchemaOptions? options = null) => Compile(schema, string.Empty, options);

    /// <summary>Compiles a schema that stands somewhere in a document, such as an API description.</summary>
    /// <param name="document">The document; references like <c>#/components/schemas/Order</c> lead into it.</param>
    /// <param name="pointer">A JSON pointer to the schema.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public static Schema Compile(JsonElement document, string pointer, JsonSchemaOptions? options = null)
    {
        options ??= new();
        try
        {
            JsonElement root = document.Clone();
            JsonElement schema = JsonPointer.Tokens(pointer) is { } tokens && JsonPointer.Find(root, tokens) is { } found
                ? found
                : throw new JsonSchemaException($"#{pointer}", "there is nothing at this place");
            SchemaLibrary library = new(root, options);
            SchemaCompiler compiler = new(library, options);
            SchemaNode node = compiler.Compile(library.At(library.Main, pointer, schema));
            return new(node, compiler.TracksEvaluated, options.MostErrors);
        }
        catch (InvalidOperationException exception)
        {
            throw HalfACharacter($"#{pointer}", exception);
        }
    }

    /// <summary>Checks an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <exception cref="JsonSchemaException">The schema refers to itself without end, or the check takes too long.</exception>
    public JsonSchemaResult Evaluate(JsonElement instance) => Evaluate(instance, Show);

    /// <summary>Checks an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="show">Shows values in messages.</param>
    internal JsonSchemaResult Evaluate(JsonElement instance, Func<JsonElement, string> show)
    {
        ErrorList errors = new(_mostErrors);
        try
        {
            Evaluation.Start(new(show, _mostErrors, _tracksEvaluated), _root, instance, errors);
        }
        catch (InvalidOperationException exception)
        {
            throw HalfACharacter(_root.Location, exception);
        }

        return new([.. errors.Items.Take(_mostErrors)], errors.IsFull);
    }

    /// <summary>JSON text may hold half of a surrogate pair, and gives it away only when the text is asked for.</summary>
    private static JsonSchemaException HalfACharacter(string location, InvalidOperationException exception) =>
        new(location, $"a text is not made of whole characters: {exception.Message}");

    private static string Show(JsonElement value)
    {
        string text = JsonValues.Compact(value);
        if (text.Length <= LongestValue)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
