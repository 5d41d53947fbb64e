namespace Seatrial.Project.Importing.Drafting;

/// <summary>A named value of a request while it is made.</summary>
internal sealed class DraftField(string name, string value)
{
    public string Name { get; } = name;

    public string Value { get; set; } = value;
}
