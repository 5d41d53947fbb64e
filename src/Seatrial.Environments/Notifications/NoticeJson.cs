using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seatrial.Environments.Notifications;

/// <summary>How notices stand in their file.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NoticeLine))]
internal sealed partial class NoticeJson : JsonSerializerContext;
