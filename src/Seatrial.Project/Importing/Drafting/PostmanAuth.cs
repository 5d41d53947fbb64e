using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.Importing.Reading;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Lets steps say who asks, as a collection or its folders do.</summary>
/// <param name="project">Names secrets and token providers.</param>
/// <param name="notes">What to tell.</param>
internal sealed class PostmanAuth(ProjectDraft project, ImportNotes notes)
{
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <param name="auth">What the collection says; undefined for nobody.</param>
    /// <param name="step">The step that asks.</param>
    /// <param name="expression">What stands for a variable of the collection.</param>
    public void Apply(JsonElement auth, DraftStep step, Func<string, string> expression)
    {
        string? type = auth.Text("type");
        string? Value(string key) => PostmanExchange.AuthValue(auth, type!, key) is { } value && !PostmanPlaceholders.IsOne(value) ? PostmanVariables.Back(value, expression, static rest => rest) : null;
        if (type is null or "noauth" || step.Headers.Exists(static h => h.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        switch (type)
        {
            case "bearer" when Value("token") is { Length: > 0 } token:
                step.Headers.Add(new("Authorization", $"Bearer {token}"));
                break;
            case "oauth2" when Value("accessToken") is { Length: > 0 } access:
                step.Headers.Add(new("Authorization", $"Bearer {access}"));
                break;
            case "oauth2" when Value("grant_type") == "client_credentials" && Value("accessTokenUrl") is { Length: > 0 } address && !address.StartsWith('/'):
                step.Auth = Fetched(address, Value("clientId"), Value("clientSecret"), Value("scope"));
                break;
            case "oauth2" or "bearer":
                step.Auth = project.Token("user", new JsonObject { ["bearer"] = Secret("accessToken") });
                notes.FillIn($"`tokens: {step.Auth}` takes a token that is at hand; `oauth2:` would fetch one.");
                break;
            case "basic" when Value("username") is { } user && Value("password") is { } password:
                step.Auth = password.Contains("{{", StringComparison.Ordinal)
                    ? project.Token("user", new JsonObject { ["basic"] = new JsonObject { ["user"] = user, ["password"] = password } })
                    : SecretsOut.Basic(project, user, password);
                break;
            case "basic":
                step.Auth = project.Token("user", new JsonObject { ["basic"] = new JsonObject { ["user"] = Secret("basicUser"), ["password"] = Secret("basicPassword") } });
                break;
            case "apikey" when Value("key") is { Length: > 0 } key:
                string given = Value("value") is not { Length: > 0 } value ? Secret(key)
                    : value.Contains("{{", StringComparison.Ordinal) ? value
                    : $"{{{{ {project.Secret(key, value)} }}}}";
                (Value("in") == "query" ? step.Query : step.Headers).Add(new(key, given));
                break;
            default:
                notes.FillIn($"\"{step.Name}\" signs in by `{type}`: write a provider under `tokens:`, and `auth:` in the step.");
                break;
        }
    }

    private string Fetched(string address, string? client, string? secret, string? scope)
    {
        JsonObject oauth = new()
        {
            ["grant"] = "client_credentials",
            ["token"] = address,
            ["client"] = client is { Length: > 0 } ? client : Secret("clientId"),
            ["secret"] = secret is not { Length: > 0 } ? Secret("clientSecret") : secret.Contains("{{", StringComparison.Ordinal) ? secret : $"{{{{ {project.Secret("clientSecret", secret)} }}}}",
        };
        if (scope is { Length: > 0 })
        {
            oauth["scope"] = scope;
        }

        return project.Token("user", new JsonObject { ["oauth2"] = oauth });
    }

    private string Secret(string wanted)
    {
        if (!_secrets.TryGetValue(wanted, out string? name))
        {
            _secrets[wanted] = name = project.Secret(wanted, null);
        }

        return $"{{{{ {name} }}}}";
    }
}
