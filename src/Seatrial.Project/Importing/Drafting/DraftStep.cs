using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>A step while it is made. Its texts are those of a flow: <c>{{ }}</c> in them is an expression.</summary>
/// <param name="name">What it is called.</param>
/// <param name="method">The method.</param>
/// <param name="root">Where the address begins: a service, or a whole address in an expression.</param>
internal sealed class DraftStep(string name, string method, string root)
{
    public string Name { get; set; } = name;

    public string Method { get; } = method;

    public string Root { get; set; } = root;

    /// <summary>The segments of the path behind the root, escaped as they are sent.</summary>
    public List<string> Path { get; } = [];

    public List<DraftField> Query { get; } = [];

    public List<DraftField> Headers { get; } = [];

    public List<DraftField> Cookies { get; } = [];

    /// <summary>The key of the body: <c>json</c>, <c>form</c>, <c>multipart</c>, <c>text</c> or <c>body</c>; null for none.</summary>
    public string? BodyKey { get; set; }

    public JsonNode? Body { get; set; }

    public string? Auth { get; set; }

    public string? Contract { get; set; }

    public JsonNode? Status { get; set; }

    /// <summary>What came back when it was recorded; null when nothing is known.</summary>
    public RecordedAnswer? Answer { get; set; }

    /// <summary>The answer's JSON; null when it is none.</summary>
    public JsonNode? Answered { get; set; }

    public List<KeyValuePair<string, JsonNode?>> Expect { get; } = [];

    public List<DraftCapture> Captures { get; } = [];

    /// <summary>What to wait for: subject and value; null for nothing.</summary>
    public KeyValuePair<string, JsonNode?>? Until { get; set; }

    public DraftStep? Cleanup { get; set; }

    /// <summary>Steps that must have gone before: what they capture or the cookies they set are used here.</summary>
    public HashSet<DraftStep> Needs { get; } = [];

    /// <summary>Lint findings that are meant, with the reason.</summary>
    public List<(string Code, string Because)> Meant { get; } = [];

    public string Line => $"{Method} {Root}{string.Concat(Path.Select(static s => $"/{s}"))}";

    /// <summary>The path as people read it, without what stands for ids.</summary>
    public IEnumerable<string> Words => Path.Where(static s => s.Length > 0 && !s.Contains("{{", StringComparison.Ordinal));

    public void Expects(string subject, JsonNode? matcher)
    {
        if (Expect.Find(e => e.Key == subject).Value is JsonObject there && matcher is JsonObject more)
        {
            // Two things are asked of one subject: both must hold.
            foreach ((string key, JsonNode? value) in more.Where(m => !there.ContainsKey(m.Key)))
            {
                there[key] = value?.DeepClone();
            }
        }
        else if (Expect.Count < 12 && !Expect.Exists(e => e.Key == subject))
        {
            Expect.Add(new(subject, matcher));
        }
    }
}
