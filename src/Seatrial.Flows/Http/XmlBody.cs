using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.XPath;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Http;

/// <summary>An answer as XML, for XPath 1.0. Document types are refused: they can name files, addresses, and texts without end.</summary>
internal sealed class XmlBody
{
    private const int Most = 1000;

    private readonly XPathDocument? _document;
    private readonly string? _whyNot;

    private XmlBody(XPathDocument? document, string? whyNot) => (_document, _whyNot) = (document, whyNot);

    public static XmlBody Of(HttpReply reply)
    {
        if (reply.Body.Length == 0)
        {
            return new(null, "the body is empty");
        }

        if (reply.IsCut)
        {
            return new(null, "the body was cut at its limit");
        }

        try
        {
            return new(Read(reply), null);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException or IOException)
        {
            string? type = reply.Header("Content-Type");
            string place = exception is XmlException { LineNumber: > 0 } xml ? string.Create(CultureInfo.InvariantCulture, $"; line {xml.LineNumber}, character {xml.LinePosition}") : string.Empty;
            return new(null, type?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
                ? $"the body is HTML, which is not XML ({type}{place})"
                : IsDocumentType(exception)
                    ? "the body has a document type, which is not read"
                    : $"the body is not XML ({type ?? "no content type"}{place})");
        }
    }

    /// <summary>A number, truth or text as it is; of nodes their texts, one alone as a text and several as a list.</summary>
    /// <param name="path">The XPath; sound, apart from its prefixes.</param>
    /// <param name="namespaces">What prefixes stand for.</param>
    /// <param name="whyNot">Why there is nothing.</param>
    public FlowValue Select(string path, ImmutableDictionary<string, string> namespaces, out string? whyNot)
    {
        whyNot = _whyNot;
        if (_document is null)
        {
            return default;
        }

        XPathNavigator navigator = _document.CreateNavigator();
        XmlNamespaceManager names = new(navigator.NameTable);
        foreach ((string prefix, string name) in namespaces)
        {
            names.AddNamespace(prefix, name);
        }

        try
        {
            switch (navigator.Evaluate(path, names))
            {
                case bool truth:
                    return new FlowValue(JsonElement.Parse(truth ? "true" : "false"));
                case double number:
                    return double.IsFinite(number) ? FlowValues.Of(number) : FlowValues.Of(number.ToString(CultureInfo.InvariantCulture));
                case string text:
                    return FlowValues.Of(text);
                case XPathNodeIterator nodes:
                    return Nodes(nodes, path, out whyNot);
            }
        }
        catch (XPathException exception)
        {
            whyNot = $"the XPath cannot be evaluated: {exception.Message} Say under `namespaces:` of the step what each prefix stands for";
        }

        return default;
    }

    private static FlowValue Nodes(XPathNodeIterator nodes, string path, out string? whyNot)
    {
        List<string> texts = [];
        while (texts.Count <= Most && nodes.MoveNext())
        {
            texts.Add(nodes.Current!.Value);
        }

        whyNot = texts.Count == 0 ? $"the answer has nothing at xpath:{path}"
            : texts.Count > Most ? $"xpath:{path} selects more than {Most} nodes; count them with xpath:count({path})"
            : null;
        return whyNot is not null ? default
            : texts is [var one] ? FlowValues.Of(one)
            : new FlowValue(JsonTexts.Write(writer =>
            {
                writer.WriteStartArray();
                texts.ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
            }));
    }

    private static XPathDocument Read(HttpReply reply)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };
        // A charset of the header wins over what the document says of itself (RFC 7303).
        bool isNamed = reply.Header("Content-Type")?.Contains("charset=", StringComparison.OrdinalIgnoreCase) == true;
        using XmlReader reader = isNamed
            ? XmlReader.Create(new StringReader(reply.Text()), settings)
            : XmlReader.Create(new MemoryStream(reply.Body), settings);
        return new XPathDocument(reader, XmlSpace.Preserve);
    }

    /// <summary>The reader has no other sign of it than its words.</summary>
    private static bool IsDocumentType(Exception exception) => exception.Message.Contains("DTD", StringComparison.Ordinal);
}
