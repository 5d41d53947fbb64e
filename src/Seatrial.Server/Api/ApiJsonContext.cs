using System.Text.Json.Serialization;
using Seatrial.Core.Journal;
using Seatrial.Core.Verdicts;
using Seatrial.Server.Hosting;
using Seatrial.Server.Intake;

namespace Seatrial.Server.Api;

/// <summary>Source-generated serialization of everything the server says.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(VersionSetJsonConverter)])]
[JsonSerializable(typeof(Verdict.Failed), TypeInfoPropertyName = "VerdictFailed")]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(DeliveryAnswer))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ServerFile))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
