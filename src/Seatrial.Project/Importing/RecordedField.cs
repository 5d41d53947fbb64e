namespace Seatrial.Project.Importing;

/// <summary>A header, or a field of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record RecordedField(string Name, string Value)
{
    internal static string? Find(IEnumerable<RecordedField> fields, string name) =>
        fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
