namespace Seatrial.Seeding.Schema;

/// <summary>Something of the database that is known by its name and its text only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">As the database writes it.</param>
internal sealed record NamedText(string Name, string Text);
