namespace Seatrial.Project.Importing.Reading;

/// <summary>A collection of Postman.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Requests">Its requests, in order.</param>
/// <param name="Variables">The values of the collection's and the environment's variables.</param>
internal sealed record PostmanCollection(string Name, List<PostmanRequest> Requests, Dictionary<string, string> Variables);
