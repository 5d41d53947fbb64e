using System.Xml;

namespace Seatrial.Flows.Exec;

/// <summary>Opens XML of unknown origin: without document types, entities, or anything fetched from elsewhere.</summary>
internal static class ResultXml
{
    private const int Deepest = 200;

    public static XmlReader Open(byte[] text) => XmlReader.Create(
        new MemoryStream(text, writable: false),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        });

    /// <summary>The next node, of XML that is not nested beyond reason.</summary>
    public static bool Next(XmlReader reader) => reader.Depth > Deepest
        ? throw new TestResultsException($"is nested deeper than {Deepest} levels")
        : reader.Read();

    /// <summary>Moves to the first element, which must be one of these.</summary>
    public static void Enter(XmlReader reader, string what, params ReadOnlySpan<string> roots)
    {
        reader.MoveToContent();
        if (!roots.Contains(reader.LocalName))
        {
            throw new TestResultsException($"is not {what}: it begins with <{reader.LocalName}>");
        }
    }

    /// <summary>The text inside the element at hand; ends on its end.</summary>
    public static string TextInside(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return string.Empty;
        }

        System.Text.StringBuilder text = new();
        int depth = reader.Depth;
        while (Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
            }
        }

        return text.ToString().Trim();
    }
}
