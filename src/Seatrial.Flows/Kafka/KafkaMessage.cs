namespace Seatrial.Flows.Kafka;

/// <summary>A message to produce.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">Its key; null for none.</param>
/// <param name="Partition">Its partition; null where the key, or chance, decides.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its value.</param>
internal sealed record KafkaMessage(string Topic, string? Key, int? Partition, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);
