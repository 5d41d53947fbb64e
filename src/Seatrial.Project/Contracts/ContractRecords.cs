using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.OpenApi;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Contracts;

/// <summary>The records of a contract's checks, for one direction.</summary>
/// <param name="prefix">Stands before each subject: which direction it is.</param>
/// <param name="masker">What must not be shown.</param>
internal sealed class ContractRecords(string prefix, Masker? masker)
{
    private const int Most = 20;
    private const int LongestValue = 120;

    private readonly ImmutableArray<CheckRecord>.Builder _all = ImmutableArray.CreateBuilder<CheckRecord>();
    private readonly MatchDisplay _display = new(masker);

    public ImmutableArray<CheckRecord> All => _all.ToImmutable();

    public void Note(string subject, string expected, string actual, bool holds) =>
        _all.Add(new(SubjectOf(subject), expected, actual, holds, holds ? null : $"expected {expected}, was {actual}"));

    public void Fail(string subject, string expected, string actual, string why) =>
        _all.Add(new(SubjectOf(subject), expected, actual, false, $"expected {expected}, was {actual}: {why}"));

    /// <summary>A body: each place where it does not fit is a record.</summary>
    public void Body(JsonElement value, OpenApiSchema schema, Func<OpenApiSchema, Schema> direction) =>
        Check(value, schema, direction, "body", static path => path == "$" ? "body" : $"body {path}");

    /// <summary>A parameter or header.</summary>
    public void Schema(string subject, JsonElement value, OpenApiSchema? schema, Func<OpenApiSchema, Schema> direction)
    {
        if (schema is not null)
        {
            Check(value, schema, direction, subject, path => subject + path[1..]);
        }
    }

    private void Check(JsonElement value, OpenApiSchema schema, Func<OpenApiSchema, Schema> direction, string whole, Func<string, string> subjectOf)
    {
        JsonSchemaResult result = direction(schema).Evaluate(value, shown => _display.Show(shown, LongestValue));
        if (result.IsValid)
        {
            _all.Add(new(SubjectOf(whole), $"what {schema.Name} describes", "what fits", true, null));
            return;
        }

        SchemaDifference places = new(_display);
        foreach (JsonSchemaError error in result.Errors.Take(Most))
        {
            bool isWriteOnly = schema.IsWriteOnly(error.KeywordLocation);
            string keyword = isWriteOnly ? error.KeywordLocation[..^"/not".Length] : error.KeywordLocation;
            string message = isWriteOnly ? "it is writeOnly, and must not be in an answer" : error.Message;
            string location = keyword.StartsWith("project:///", StringComparison.Ordinal) ? keyword["project:///".Length..] : schema.File + keyword;
            string subject = subjectOf(_display.Mask(places.PathOf(error.InstanceLocation, value, "$")));
            _all.Add(new(SubjectOf(subject), error.Wanted ?? location, error.Actual ?? "what does not fit", false, $"{_display.Mask(message)} ({location})"));
        }

        if (result.HasMore || result.Errors.Length > Most)
        {
            _all.Add(new(SubjectOf(whole), "no more", "more", false, "and more that does not fit"));
        }
    }

    private string SubjectOf(string subject) => $"contract {prefix}{subject}";
}
