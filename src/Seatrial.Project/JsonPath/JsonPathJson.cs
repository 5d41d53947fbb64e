using System.Text.Json.Serialization;

namespace Seatrial.Project.JsonPath;

/// <summary>Source-generated serialization of the few types this room makes values of.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class JsonPathJson : JsonSerializerContext;
