using System.Text.Json;

namespace Seatrial.Project.Importing.Reading;

/// <summary>A request of a collection, and what its folders say of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Folder">The folders it lies in, outermost first.</param>
/// <param name="Request">The request as written.</param>
/// <param name="Auth">Who asks, its own or inherited; undefined for nobody.</param>
/// <param name="Before">The scripts that run before it, outermost first.</param>
/// <param name="After">The scripts that run after it, outermost first.</param>
/// <param name="ExampleStatus">The status of its first saved answer that is good; 0 for none.</param>
/// <param name="Example">The text of that answer; null for none.</param>
/// <param name="HasOnlyFailed">Whether answers were saved, and none of them is good.</param>
internal sealed record PostmanRequest(string Name, IReadOnlyList<string> Folder, JsonElement Request, JsonElement Auth, string Before, string After, int ExampleStatus, string? Example, bool HasOnlyFailed);
