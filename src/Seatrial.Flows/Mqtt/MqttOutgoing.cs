namespace Seatrial.Flows.Mqtt;

/// <summary>A message to publish.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its payload.</param>
/// <param name="ContentType">What the payload is.</param>
/// <param name="Quality">Its quality of service, 0 to 2.</param>
/// <param name="IsRetained">Whether the broker keeps it for who comes later.</param>
/// <param name="Properties">Its user properties; only MQTT 5 has them.</param>
internal sealed record MqttOutgoing(string Topic, byte[] Payload, string ContentType, int Quality, bool IsRetained, IReadOnlyList<KeyValuePair<string, string>> Properties);
