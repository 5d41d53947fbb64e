using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Journal;

/// <summary>Source-generated serialization: no reflection at start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(VersionSetJsonConverter), typeof(PooledStringConverter)])]
[JsonSerializable(typeof(Verdict.Failed), TypeInfoPropertyName = "VerdictFailed")]
[JsonSerializable(typeof(RemedyOutcome.Failed), TypeInfoPropertyName = "RemedyFailed")]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(EnvironmentEvent))]
[JsonSerializable(typeof(StepExchange))]
[JsonSerializable(typeof(ImmutableArray<TraceSignals>))]
[JsonSerializable(typeof(ImmutableArray<TraceShape>))]
public sealed partial class JournalJsonContext : JsonSerializerContext;
