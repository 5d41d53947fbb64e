using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Seatrial.Server.Intake;

/// <summary>A CloudEvent in an HTTP request, structured (<c>application/cloudevents+json</c>) or binary (<c>ce-*</c> headers).</summary>
internal static class CloudEventBody
{
    private const string StructuredType = "application/cloudevents+json";
    private const string Prefix = "ce-";

    private static readonly JsonEventFormatter Formatter = new(
        default,
        new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });

    /// <summary>Whether a request says that it carries a CloudEvent.</summary>
    public static bool IsCloudEvent(HttpRequest request) =>
        IsStructured(request) || request.Headers.ContainsKey("ce-specversion");

    /// <summary>Reads the event.</summary>
    /// <param name="request">The request, for its headers.</param>
    /// <param name="body">Its body, already known to be JSON.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <returns>The event; null when it is none.</returns>
    public static CloudEvent? Read(HttpRequest request, ReadOnlyMemory<byte> body, out string fault)
    {
        fault = string.Empty;
        try
        {
            CloudEvent? cloudEvent = IsStructured(request)
                ? Formatter.DecodeStructuredModeMessage(body, new ContentType(StructuredType), extensionAttributes: null)
                : ReadBinary(request.Headers, body);
            if (cloudEvent is { IsValid: true })
            {
                return cloudEvent;
            }

            fault = "specversion 1.0, id, source and type must be there";
        }
        catch (Exception exception)
            when (exception is ArgumentException or JsonException or FormatException or InvalidOperationException)
        {
            fault = exception.Message;
        }

        return null;
    }

    private static bool IsStructured(HttpRequest request) =>
        request.ContentType is { } type
        && string.Equals(type.Split(';')[0].Trim(), StructuredType, StringComparison.OrdinalIgnoreCase);

    private static CloudEvent? ReadBinary(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        if (CloudEventsSpecVersion.FromVersionId(headers["ce-specversion"]) is not { } version)
        {
            return null;
        }

        CloudEvent cloudEvent = new(version);
        foreach ((string name, StringValues values) in headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && !string.Equals(name, "ce-specversion", StringComparison.OrdinalIgnoreCase))
            {
                cloudEvent.SetAttributeFromString(
                    name[Prefix.Length..].ToLowerInvariant(),
                    Uri.UnescapeDataString(values.ToString()));
            }
        }

        using JsonDocument document = JsonDocument.Parse(body);
        cloudEvent.DataContentType = "application/json";
        cloudEvent.Data = document.RootElement.Clone();
        return cloudEvent;
    }
}
