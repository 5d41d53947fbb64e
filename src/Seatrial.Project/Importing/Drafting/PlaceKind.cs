namespace Seatrial.Project.Importing.Drafting;

/// <summary>Where in a request a value stands.</summary>
internal enum PlaceKind
{
    Path,
    Query,
    Header,
    Cookie,
    Body,
}
