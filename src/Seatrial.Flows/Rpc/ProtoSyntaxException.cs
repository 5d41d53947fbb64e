namespace Seatrial.Flows.Rpc;

/// <summary>A <c>.proto</c> file cannot be read.</summary>
/// <param name="file">Which one.</param>
/// <param name="line">Where in it, from 1; 0 when that is not known.</param>
/// <param name="column">Where in the line.</param>
/// <param name="message">Why.</param>
internal sealed class ProtoSyntaxException(string file, int line, int column, string message) : Exception(message)
{
    public string File => file;

    public int Line => line;

    public int Column => column;
}
