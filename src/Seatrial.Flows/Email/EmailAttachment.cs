using Seatrial.Core.Flows;

namespace Seatrial.Flows.Email;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>application/pdf</c>; null: by its name.</param>
/// <param name="Text">Its content, where that is a text.</param>
/// <param name="File">Its content, where that is a file of the project.</param>
internal sealed record EmailAttachment(IBoundValue Name, IBoundValue? Type, IBoundValue? Text, ReadOnlyMemory<byte>? File);
