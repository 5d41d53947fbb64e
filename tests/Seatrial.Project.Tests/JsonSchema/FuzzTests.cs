using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Tests.JsonSchema;

public sealed class FuzzTests
{
    private const int Inputs = 30_000;
    private const int Seed = 20261123;

    private static readonly string[] Keywords =
    [
        "$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs", "$schema", "type", "enum", "const", "multipleOf", "minimum", "exclusiveMaximum", "minLength", "pattern", "format", "minItems",
        "uniqueItems", "contains", "minContains", "maxContains", "required", "dependentRequired", "dependentSchemas", "properties", "patternProperties", "additionalProperties", "propertyNames", "items",
        "prefixItems", "unevaluatedItems", "unevaluatedProperties", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "nullable", "exclusiveMinimum",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "1e-999999999999", "12345678901234567890", "\"\"", "\"a\"", "\"b\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"#\"", "\"#a\"", "\"#/$defs/a\"",
        "\"#/properties/a\"", "\"#/%\"", "\"#/~2\"", "\"a.json#/x\"", "\"urn:a\"", "\"https://json-schema.org/draft/2020-12/schema\"", "\"integer\"", "\"object\"", "\"^(a|b)*$\"", "\"(\"", "\"[\\\\d-z]\"",
        "\"\\\\p{L}{2,}\"", "\"(?<n>a)\\\\k<n>\"", "\"date-time\"", "\"uri\"", "\"ipv6\"", "\"regex\"", "\"::1\"", "\"2024-02-30T23:59:60Z\"", "\"http://[::1]:80/%\"",
    ];

    [Fact]
    public void Random_schemas_and_instances_end_in_an_answer_or_a_reason()
    {
        ConcurrentBag<string> failures = [];
        int compiled = 0;
        int fitting = 0;
        long started = Stopwatch.GetTimestamp();
        Parallel.For(0, Inputs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            Random random = new(Seed + number);
            string schema = SchemaText(random, 0);
            string instance = Value(random, 0);
            JsonSchemaOptions options = new() { AssertFormats = random.Next(2) == 0, Dialect = random.Next(8) == 0 ? JsonSchemaDialect.OpenApi30 : JsonSchemaDialect.Draft202012 };
            try
            {
                Schema made = Schema.Compile(JsonElement.Parse(schema), options);
                Interlocked.Increment(ref compiled);
                JsonSchemaResult result = made.Evaluate(JsonElement.Parse(instance));
                Interlocked.Add(ref fitting, result.IsValid ? 1 : 0);
                if (result.Errors.Any(e => e.Message.Length == 0))
                {
                    failures.Add($"{schema}\n{instance}: an error without a message");
                }
            }
            catch (JsonSchemaException exception) when (exception.Reason.Length > 0)
            {
                // That is a reason.
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add($"seed {Seed} + {number}: {schema}\n{instance}\n{exception}");
            }
        });

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}: {Inputs} inputs, {compiled} compiled, {fitting} fit, in {took.TotalSeconds:0.0} s");
        Assert.True(failures.IsEmpty, string.Join("\n====\n", failures.Take(5)));
        Assert.True(compiled > Inputs / 20 && fitting > 0 && fitting < compiled, $"{compiled} compiled, {fitting} fit: this tests little");
    }

    [Fact]
    public void Random_patterns_are_refused_or_run()
    {
        string[] pieces = ["a", "b", "(", ")", "(?:", "(?=", "(?<!", "(?<n>", "\\k<n>", "\\1", "\\2", "[", "]", "[^", "-", "\\d", "\\W", "\\s", "\\b", "\\p{L}", "\\P{Lu}", "\\u{1F600}", "\\ud83d\\ude00", "\\x4", "😀", "*", "+?", "{2}", "{2,1}", "{", "}", "|", "^", "$", ".", "\\", "\\/", "\\cA", "\\0", "\u2028"];
        for (int number = 0; number < 10_000; number++)
        {
            Random random = new(Seed + number);
            string pattern = string.Concat(random.GetItems(pieces, random.Next(1, 8)));
            if (EcmaPattern.TryParse(pattern, out string? problem) is { } parsed)
            {
                parsed.IsMatch("aab😀 4-Ä", "#");
            }
            else
            {
                Assert.False(string.IsNullOrEmpty(problem), pattern);
                Assert.False(problem == "it is too large", $"{pattern}: .NET refuses what was translated");
            }
        }
    }

    private static string SchemaText(Random random, int depth)
    {
        if (random.Next(12) == 0)
        {
            return random.Next(3) switch { 0 => "true", 1 => "false", _ => Scalars[random.Next(Scalars.Length)] };
        }

        IEnumerable<string> entries = Enumerable.Range(0, random.Next(0, 4)).Select(_ =>
        {
            string keyword = Keywords[random.Next(Keywords.Length)];
            return $"\"{keyword}\":{(random.Next(15) == 0 ? Value(random, 3) : ValueOf(keyword, random, depth))}";
        });
        return $"{{{string.Join(',', entries)}}}";
    }

    private static string ValueOf(string keyword, Random random, int depth)
    {
        if (depth > 4)
        {
            return Scalars[random.Next(Scalars.Length)];
        }

        string Inner() => SchemaText(random, depth + 1);
        return keyword switch
        {
            "$defs" or "properties" or "patternProperties" or "dependentSchemas" => $"{{\"a\":{Inner()},\"b\":{Inner()}}}",
            "allOf" or "anyOf" or "oneOf" or "prefixItems" => $"[{Inner()},{Inner()}]",
            "required" or "enum" => "[\"a\",\"b\"]",
            "dependentRequired" => "{\"a\":[\"b\"]}",
            "$anchor" or "$dynamicAnchor" => "\"a\"",
            "uniqueItems" or "nullable" => "true",
            "minimum" or "exclusiveMaximum" or "exclusiveMinimum" or "multipleOf" or "minLength" or "minItems" or "minContains" or "maxContains" => random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "type" => random.Next(2) == 0 ? "[\"object\",\"array\",\"number\"]" : "\"string\"",
            "$ref" or "$dynamicRef" or "$id" or "$schema" or "const" or "pattern" or "format" => Scalars[random.Next(Scalars.Length)],
            _ => Inner(),
        };
    }

    private static string Value(Random random, int depth) => (depth > 3 ? 9 : random.Next(4)) switch
    {
        0 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)))}]",
        1 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"{"abcd"[random.Next(4)]}\":{Value(random, depth + 1)}"))}}}",
        _ => Scalars[random.Next(Scalars.Length)],
    };
}
