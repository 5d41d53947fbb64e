using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seatrial.Environments.Supervision;

/// <summary>What stands in the state folder and goes over the control socket.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(SupervisorState))]
[JsonSerializable(typeof(SupervisorIdentity))]
[JsonSerializable(typeof(OperationReport))]
[JsonSerializable(typeof(RouteTable))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class SupervisionJson : JsonSerializerContext;
