using System.Text.Json;

namespace Seatrial.Telemetry.Json;

/// <summary>Reads one value; the reader stands on its first token and is left on its last.</summary>
internal delegate T ReadJson<out T>(ref Utf8JsonReader json);
