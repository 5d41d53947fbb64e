using System.Text.Json;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads collections of Postman, 2.0 and 2.1.</summary>
internal static class PostmanReader
{
    private const int Most = 5000;
    private const string What = "a Postman collection";

    public static PostmanCollection Read(string file, string text, string? environment)
    {
        JsonElement root = JsonFile.Read(file, text, What);
        if (root.At("collection") is { ValueKind: JsonValueKind.Object } inner)
        {
            root = inner;
        }

        if (root.At("item").ValueKind != JsonValueKind.Array)
        {
            string why = root.At("requests").ValueKind == JsonValueKind.Array ? "it is of version 1." : "it has no `item`.";
            throw ImportErrors.NotThat(file, What, why, "Export the collection as \"Collection v2.1\".");
        }

        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        Variables(root.At("variable"), variables);
        if (environment is not null)
        {
            Variables(JsonFile.Read("the environment", environment, "a Postman environment").At("values"), variables);
        }

        List<PostmanRequest> requests = [];
        Items(root, [], new(root.At("auth"), Script(root, "prerequest"), Script(root, "test")), requests, 0);
        return requests.Count > Most
            ? throw ImportErrors.TooLarge(file, $"The collection has {requests.Count:N0} requests; at most {Most:N0} are read.")
            : new(root.At("info").Text("name") ?? "Collection", requests, variables);
    }

    private static void Variables(JsonElement list, Dictionary<string, string> variables)
    {
        foreach (JsonElement variable in list.Items().Where(static v => v.At("enabled").ValueKind != JsonValueKind.False && v.At("disabled").ValueKind != JsonValueKind.True))
        {
            if ((variable.Text("key") ?? variable.Text("id")) is { Length: > 0 } name)
            {
                variables[name] = variable.Value("value") ?? string.Empty;
            }
        }
    }

    private static void Items(JsonElement folder, string[] path, Inherited inherited, List<PostmanRequest> requests, int depth)
    {
        if (depth > 32)
        {
            return;
        }

        foreach (JsonElement item in folder.At("item").Items())
        {
            string name = item.Text("name") is { Length: > 0 } given ? given : "Request";
            JsonElement request = item.At("request");
            JsonElement auth = item.At("auth").ValueKind == JsonValueKind.Object ? item.At("auth") : request.At("auth");
            Inherited own = new(
                auth.ValueKind == JsonValueKind.Object ? auth : inherited.Auth,
                $"{inherited.Before}\n{Script(item, "prerequest")}",
                $"{inherited.After}\n{Script(item, "test")}");
            if (item.At("item").ValueKind == JsonValueKind.Array)
            {
                Items(item, [.. path, name], own, requests, depth + 1);
            }
            else if (request.ValueKind is JsonValueKind.Object or JsonValueKind.String)
            {
                JsonElement[] answers = [.. item.At("response").Items().Where(static r => StatusOf(r) > 0)];
                JsonElement good = answers.FirstOrDefault(static r => StatusOf(r) is >= 200 and < 400);
                requests.Add(new(name, path, request, own.Auth, own.Before, own.After, StatusOf(good), good.Text("body"), answers.Length > 0 && good.ValueKind == JsonValueKind.Undefined));
            }
        }
    }

    private static int StatusOf(JsonElement answer) => answer.At("code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out int status) ? status : 0;

    private static string Script(JsonElement holder, string listen) => string.Join('\n', holder.At("event").Items()
        .Where(e => e.Text("listen") == listen)
        .Select(static e => e.At("script").At("exec"))
        .SelectMany(static exec => exec.ValueKind == JsonValueKind.String
            ? [JsonFile.Whole(exec) ?? string.Empty]
            : exec.Items().Where(static l => l.ValueKind == JsonValueKind.String).Select(static l => JsonFile.Whole(l) ?? string.Empty)));

    private sealed record Inherited(JsonElement Auth, string Before, string After);
}
