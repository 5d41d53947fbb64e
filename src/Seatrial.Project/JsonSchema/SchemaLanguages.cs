using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>Which keywords mean something in a schema, by its <c>$schema</c>.</summary>
internal static class SchemaLanguages
{
    private const string Prefix = "https://json-schema.org/draft/2020-12/vocab/";
    private const string OpenApi = "https://spec.openapis.org/oas/3.";

    /// <summary>The vocabularies of a metaschema.</summary>
    /// <param name="schema">The value of <c>$schema</c>.</param>
    /// <param name="fetch">Finds documents.</param>
    /// <param name="location">Where <c>$schema</c> stands.</param>
    /// <exception cref="JsonSchemaException">It is a language this is not written for.</exception>
    public static Vocabularies Of(string schema, Func<string, JsonElement?> fetch, string location)
    {
        string address = SchemaUri.Parse(schema).Document;
        if (address == Metaschemas.Standard || address.StartsWith(OpenApi, StringComparison.Ordinal))
        {
            return Vocabularies.Standard;
        }

        if (fetch(address) is not { ValueKind: JsonValueKind.Object } metaschema)
        {
            throw new JsonSchemaException(location, $"the schema is written for \"{schema}\", and what is understood is \"{Metaschemas.Standard}\"");
        }

        if (!metaschema.TryGetProperty("$vocabulary", out JsonElement named) || named.ValueKind != JsonValueKind.Object)
        {
            return Vocabularies.Standard;
        }

        Vocabularies found = Vocabularies.Core;
        foreach (JsonProperty entry in named.EnumerateObject())
        {
            Vocabularies? one = ByName(entry.Name);
            if (one is null && entry.Value.ValueKind == JsonValueKind.True)
            {
                throw new JsonSchemaException(location, $"\"{schema}\" requires the vocabulary \"{entry.Name}\", which is not known");
            }

            found |= one ?? Vocabularies.None;
        }

        return found;
    }

    private static Vocabularies? ByName(string name) => name.StartsWith(Prefix, StringComparison.Ordinal)
        ? name[Prefix.Length..] switch
        {
            "core" => Vocabularies.Core,
            "applicator" => Vocabularies.Applicator,
            "unevaluated" => Vocabularies.Unevaluated,
            "validation" => Vocabularies.Validation,
            "format-annotation" => Vocabularies.Format,
            "format-assertion" => Vocabularies.Format | Vocabularies.FormatAssertion,
            "meta-data" or "content" => Vocabularies.None,
            _ => null,
        }
        : null;
}
