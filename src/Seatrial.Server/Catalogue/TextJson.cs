using System.Text.Json.Serialization;

namespace Seatrial.Server.Catalogue;

/// <summary>Source-generated serialization of texts.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
