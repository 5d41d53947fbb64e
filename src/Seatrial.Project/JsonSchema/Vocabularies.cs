namespace Seatrial.Project.JsonSchema;

/// <summary>The groups of keywords of 2020-12; those a metaschema leaves out mean nothing in its schemas.</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Core = 1,
    Applicator = 2,
    Unevaluated = 4,
    Validation = 8,
    Format = 16,
    FormatAssertion = 32,

    /// <summary>What the metaschema of 2020-12 names.</summary>
    Standard = Core | Applicator | Unevaluated | Validation | Format,
}
