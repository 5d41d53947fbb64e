using System.Text.Json;
using Seatrial.Project.JsonSchema;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>The public test suite of JSON Schema.</summary>
internal static class Suite
{
    private const string Remotes = "http://localhost:1234/";

    /// <summary>Runs the cases of some files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="options">How schemas are compiled.</param>
    /// <returns>How many cases there are, and which do not hold.</returns>
    public static (int Cases, IReadOnlyList<string> Wrong) Run(IEnumerable<string> files, JsonSchemaOptions options)
    {
        string remotes = SharedData.Require("json-schema/remotes");
        options = options with { Find = address => Remote(remotes, address) };
        int cases = 0;
        List<string> wrong = [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            using JsonDocument groups = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement group in groups.RootElement.EnumerateArray())
            {
                string name = $"{Path.GetFileNameWithoutExtension(file)}: {group.GetProperty("description").GetString()}";
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    cases++;
                    if (Problem(group.GetProperty("schema"), test, options) is { } problem)
                    {
                        wrong.Add($"{name}: {test.GetProperty("description").GetString()}: {problem}");
                    }
                }
            }
        }

        return (cases, wrong);
    }

    private static string? Problem(JsonElement schema, JsonElement test, JsonSchemaOptions options)
    {
        try
        {
            JsonSchemaResult result = Schema.Compile(schema, options).Evaluate(test.GetProperty("data"));
            return result.IsValid == test.GetProperty("valid").GetBoolean() ? null
                : result.IsValid ? "fits, and must not"
                : $"does not fit: {result.Errors[0]}";
        }
        catch (JsonSchemaException exception)
        {
            return exception.Message;
        }
    }

    private static JsonElement? Remote(string folder, string address)
    {
        string path = address.StartsWith(Remotes, StringComparison.Ordinal) ? Path.Combine(folder, address[Remotes.Length..]) : string.Empty;
        if (!File.Exists(path))
        {
            return null;
        }

        return JsonElement.Parse(File.ReadAllBytes(path));
    }
}
