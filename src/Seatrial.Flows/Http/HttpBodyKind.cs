namespace Seatrial.Flows.Http;

/// <summary>How a body is written down.</summary>
internal enum HttpBodyKind
{
    None,
    Json,
    Form,
    Text,
    Raw,
    Multipart,
    File,
}
