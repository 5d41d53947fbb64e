namespace Seatrial.Project.OpenApi;

/// <summary>Which way a body travels: <c>readOnly</c> and <c>writeOnly</c> depend on it.</summary>
internal enum BodyDirection
{
    Request,
    Response,
}
