using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads of a script what most scripts say: the status, a value of the JSON, a value to keep. Nothing is run.</summary>
internal sealed partial class PostmanScript
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>What a script says, line by line.</summary>
    public static IEnumerable<PostmanCheck> Read(string script)
    {
        PostmanScript reader = new();
        foreach (string line in Joined().Replace(script.Length > 200_000 ? script[..200_000] : script, ".").Split('\n', ';').Select(static l => l.Trim()))
        {
            if (line.Length is 0 or > 2000 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            if (reader.Alias(line))
            {
                continue;
            }

            PostmanCheck? check = reader.Check(line);
            if (check is not null)
            {
                yield return check;
            }
            else if (Telling().IsMatch(line))
            {
                yield return new PostmanCheck.Unknown(line);
            }
        }
    }

    /// <summary><c>const user = pm.response.json()</c>, <c>let id = user.id</c>.</summary>
    private bool Alias(string line)
    {
        if (Assigned().Match(line) is not { Success: true } match || Path(match.Groups["value"].Value) is not { } path)
        {
            return false;
        }

        _paths[match.Groups["name"].Value] = path;
        return true;
    }

    private PostmanCheck? Check(string line)
    {
        if (StatusOf().Match(line) is { Success: true } status)
        {
            return new PostmanCheck.Status(int.Parse(status.Groups["status"].Value, CultureInfo.InvariantCulture));
        }

        if (OneOf().Match(line) is { Success: true } oneOf)
        {
            JsonNode[] list = [.. oneOf.Groups["list"].Value.Split(',').Select(static s => int.TryParse(s, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(static n => n > 0).Select(static n => (JsonNode)n)];
            return list.Length == 0 ? null : new PostmanCheck.Status(new JsonObject { ["in"] = new JsonArray(list) });
        }

        if (line.Contains("pm.response.to.be.ok", StringComparison.Ordinal) || line.Contains("pm.response.to.be.success", StringComparison.Ordinal))
        {
            return new PostmanCheck.Status(new JsonObject { ["atLeast"] = 200, ["below"] = 300 });
        }

        if (Time().Match(line) is { Success: true } time)
        {
            return new PostmanCheck.Expect("duration", new JsonObject { ["below"] = $"{time.Groups["ms"].Value}ms" });
        }

        return (PostmanCheck?)Header(line) ?? (PostmanCheck?)Kept(line) ?? (Expectation().Match(line) is { Success: true } expect && Path(expect.Groups["value"].Value) is { } path
            ? Matched(path, expect.Groups["verb"].Value, expect.Groups["operand"].Value.Trim())
            : Old().Match(line) is { Success: true } old && Path(old.Groups["value"].Value) is { } subject && Literal(old.Groups["operand"].Value.Trim()) is { } same
                ? new PostmanCheck.Expect(subject, same)
                : null);
    }

    private static PostmanCheck.Expect? Header(string line)
    {
        if (line.Contains("pm.response.to.be.json", StringComparison.Ordinal) || line.Contains("to.have.jsonBody()", StringComparison.Ordinal))
        {
            return new("header.content-type", new JsonObject { ["contains"] = "json" });
        }

        if (HeaderThere().Match(line) is { Success: true } there)
        {
            return new($"header.{there.Groups["name"].Value.ToLowerInvariant()}", new JsonObject { ["exists"] = true });
        }

        return HeaderValue().Match(line) is { Success: true } value
            ? new($"header.{value.Groups["name"].Value.ToLowerInvariant()}", value.Groups["verb"].Value.StartsWith("include", StringComparison.Ordinal) || value.Groups["verb"].Value == "contain" ? new JsonObject { ["contains"] = value.Groups["text"].Value } : JsonValue.Create(value.Groups["text"].Value))
            : null;
    }

    private PostmanCheck.Keep? Kept(string line)
    {
        if (Set().Match(line) is not { Success: true } match)
        {
            return null;
        }

        string value = match.Groups["value"].Value.Trim();
        return Path(value) is { } path
            ? new(match.Groups["name"].Value, path, null)
            : Literal(value) is { } literal ? new(match.Groups["name"].Value, null, literal.GetValueKind() == System.Text.Json.JsonValueKind.String ? literal.GetValue<string>() : literal.ToJsonString()) : null;
    }

    private static PostmanCheck.Expect? Matched(string path, string verb, string operand)
    {
        JsonValue? literal = Literal(operand);
        string last = verb.Split('.')[^1];
        bool isCount = path.EndsWith(".length", StringComparison.Ordinal);
        string subject = isCount ? path[..^".length".Length] : path;
        if (verb.Contains("not", StringComparison.Ordinal))
        {
            return last is "undefined" or "null" or "empty" && operand.Length == 0 ? new(subject, last == "empty" ? new JsonObject { ["empty"] = false } : new JsonObject { ["exists"] = true }) : null;
        }

        JsonNode? matcher = last switch
        {
            "eql" or "equal" or "equals" or "eq" => literal,
            "include" or "includes" or "contain" or "contains" => literal is null ? null : new JsonObject { ["contains"] = literal },
            "a" or "an" => TypeName(literal) is { } type ? new JsonObject { ["type"] = type } : null,
            "property" when literal is { } name => new JsonObject { ["contains"] = name },
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            "above" or "greaterThan" or "gt" => literal is null ? null : new JsonObject { ["above"] = literal },
            "below" or "lessThan" or "lt" => literal is null ? null : new JsonObject { ["below"] = literal },
            "least" => literal is null ? null : new JsonObject { ["atLeast"] = literal },
            "most" => literal is null ? null : new JsonObject { ["atMost"] = literal },
            "lengthOf" or "length" => literal is null ? null : new JsonObject { ["count"] = literal },
            "exist" or "ok" => new JsonObject { ["exists"] = true },
            "empty" => new JsonObject { ["empty"] = true },
            _ => null,
        };
        if (last == "property" && literal is { } member && member.TryGetValue(out string? key) && !operand.Contains(',', StringComparison.Ordinal))
        {
            return new(key.Split('.').Aggregate(subject, Drafting.AnswerLeaf.Member), new JsonObject { ["exists"] = true });
        }

        return matcher is null || last == "property" ? null : new(subject, isCount ? new JsonObject { ["count"] = matcher } : matcher);
    }

    private static string? TypeName(JsonNode? literal) => literal is JsonValue value && value.TryGetValue(out string? name) && name is "array" or "object" or "string" or "number" or "boolean" ? literal.GetValue<string>() : null;

    /// <summary>A JSONPath of <c>jsonData.items[0].id</c>; null when it is no value of the answer.</summary>
    private string? Path(string expression)
    {
        string text = expression.Trim();
        while (text.EndsWith(')') && text.Count(static c => c == ')') > text.Count(static c => c == '('))
        {
            text = text[..^1].TrimEnd();
        }

        string? root = null;
        string rest = string.Empty;
        foreach (string start in (string[])["pm.response.json()", "JSON.parse(responseBody)"])
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                (root, rest) = ("$", text[start.Length..]);
            }
        }

        if (root is null && Name().Match(text) is { Success: true } name && _paths.TryGetValue(name.Value, out string? known))
        {
            (root, rest) = (known, text[name.Length..]);
        }

        return root is not null && (rest.Length == 0 || Steps().IsMatch(rest))
            ? Step().Matches(rest).Aggregate(root, static (path, step) => step.Groups["index"].Success ? $"{path}[{step.Groups["index"].Value}]" : Drafting.AnswerLeaf.Member(path, step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value))
            : null;
    }

    private static JsonValue? Literal(string text)
    {
        if (Got().Match(text) is { Success: true } variable)
        {
            return JsonValue.Create($"{PostmanVariables.Open}{variable.Groups["name"].Value}{PostmanVariables.Close}");
        }

        if (Quote().Match(text) is { Success: true } quote)
        {
            return JsonValue.Create(PostmanVariables.Aside(quote.Groups["text"].Value));
        }

        return text switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? JsonValue.Create(number) : null,
        };
    }

    [GeneratedRegex(@"\s*\n\s*\.", RegexOptions.NonBacktracking)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(var|let|const)?\s*(?<name>[A-Za-z_$][\w$]*)\s*=\s*(?<value>[^=].*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"(to\.have\.status\(|pm\.response\.code\)\.to\.(be\.)?(eql?|equals?|deep\.equal)\(|(responseCode|pm\.response)\.code\s*===?\s*)(?<status>[1-5][0-9][0-9])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StatusOf();

    [GeneratedRegex(@"pm\.response\.code\)\.to\.be\.oneOf\(\s*\[(?<list>[0-9, ]*)\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OneOf();

    [GeneratedRegex(@"pm\.response\.responseTime\)\.to\.be\.(below|lessThan|lt)\((?<ms>[0-9]{1,6})\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"pm\.expect\((?<value>.*?)\)\.to\.(?<verb>[A-Za-z.]+)(\((?<operand>.*?)\))?(\s*\}?\s*\)?)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"^tests\[[^\]]*\]\s*=\s*(?<value>[^=]*?)\s*===?\s*(?<operand>[^=]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Old();

    [GeneratedRegex(@"pm\.response\.to\.have\.header\(\s*[""'](?<name>[A-Za-z0-9-]+)[""']\s*\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderThere();

    [GeneratedRegex(@"pm\.response\.headers\.get\(\s*[""'](?<name>[A-Za-z0-9-]+)[""']\s*\)\s*\)\.to\.(?<verb>eql|equal|eq|include|includes|contain)\(\s*[""'](?<text>[^""']*)[""']", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderValue();

    [GeneratedRegex(@"(pm\.(environment|collectionVariables|globals|variables)\.set|postman\.set(Environment|Global)Variable)\(\s*[""'](?<name>[^""']+)[""']\s*,\s*(?<value>.+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Set();

    [GeneratedRegex(@"^pm\.(environment|collectionVariables|globals|variables)\.get\(\s*[""'](?<name>[^""']+)[""']\s*\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Got();

    [GeneratedRegex("^(\"(?<text>[^\"\\\\]*)\"|'(?<text>[^'\\\\]*)'|`(?<text>[^`\\\\$]*)`)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(@"^[A-Za-z_$][\w$]*", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\??\.[A-Za-z_$][\w$]*|\[[0-9]+\]|\[[""'][^""'\]]+[""']\])*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\.(?<name>[A-Za-z_$][\w$]*)|\[(?<index>[0-9]+)\]|\[[""'](?<quoted>[^""'\]]+)[""']\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Step();

    [GeneratedRegex(@"pm\.expect|tests\[|\.set\(|to\.have|setEnvironmentVariable|setGlobalVariable|setNextRequest|sendRequest|to\.be\.", RegexOptions.NonBacktracking)]
    private static partial Regex Telling();
}
