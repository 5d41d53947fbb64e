using System.Globalization;
using System.Text;
using System.Text.Json;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of documents, by the paths that are known of them.</summary>
internal static class DocumentMakers
{
    public static IValueMaker For(MakerRequest request)
    {
        ColumnRule rule = request.Rule;
        string[] words = WordSource.Of(request.Settings.Locale).Lorem;
        if (rule.JsonType is "string" or "number" or "boolean")
        {
            return new FunctionMaker((ref random) => CellValue.Literal(Scalar(rule.JsonType, string.Empty, words, request.Settings, ref random)));
        }

        DocumentTree tree = DocumentTree.Of(request.Shape is ValueShape.Documents documents ? [.. documents.Paths] : []);
        foreach (string key in rule.JsonKeys)
        {
            tree = tree.With(key);
        }

        if (tree.Children.Count == 0 && tree.Item is null)
        {
            tree = rule.JsonType == "array" ? tree.WithItem() : tree.With("id").With("label");
        }

        bool isArray = rule.JsonType == "array" || (rule.JsonType is null && tree.Children.Count == 0);
        return new FunctionMaker((ref random) =>
        {
            StringBuilder text = new();
            Write(tree, isArray ? "array" : "object", words, request.Settings, text, ref random);
            return CellValue.Literal(text.ToString());
        });
    }

    public static IValueMaker Xml(MakerRequest request)
    {
        string[] words = WordSource.Of(request.Settings.Locale).Lorem;
        return new FunctionMaker((ref random) => CellValue.Literal($"<item id=\"{random.Below(100000).ToString(CultureInfo.InvariantCulture)}\">{MeaningMakers.Plain(words[random.Below(words.Length)])}</item>"));
    }

    private static void Write(DocumentTree tree, string type, string[] words, MakerSettings settings, StringBuilder text, ref CellRandom random)
    {
        if (type == "array")
        {
            text.Append('[');
            long count = tree.Item is null ? 0 : random.Below(4);
            for (long i = 0; i < count; i++)
            {
                text.Append(i == 0 ? string.Empty : ", ");
                Write(tree.Item!, tree.Item!.Type(ref random), words, settings, text, ref random);
            }

            text.Append(']');
            return;
        }

        if (type != "object")
        {
            text.Append(Scalar(type, tree.Name, words, settings, ref random));
            return;
        }

        text.Append('{');
        bool isFirst = true;
        foreach (DocumentTree child in tree.Children)
        {
            if (random.Happens(child.Share))
            {
                text.Append(isFirst ? string.Empty : ", ").Append(JsonSerializer.Serialize(child.Name)).Append(": ");
                isFirst = false;
                Write(child, child.Type(ref random), words, settings, text, ref random);
            }
        }

        text.Append('}');
    }

    private static string Scalar(string type, string name, string[] words, MakerSettings settings, ref CellRandom random)
    {
        switch (type)
        {
            case "number":
                return random.Below(1000).ToString(CultureInfo.InvariantCulture);
            case "boolean":
                return random.Happens(0.5) ? "true" : "false";
            case "null":
                return "null";
            default:
                string? meaning = name.Length > 0 ? Meanings.ByName(name) : null;
                IValueMaker? maker = meaning is null ? null : MeaningMakers.For(meaning, settings, 200);
                return JsonSerializer.Serialize(maker is null ? words[random.Below(words.Length)] : maker.Make(ref random).Text);
        }
    }
}
