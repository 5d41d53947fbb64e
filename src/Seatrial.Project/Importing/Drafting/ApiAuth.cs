using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Lets steps say who asks, in the way the description names; what proves it is a person's to fill in.</summary>
internal sealed class ApiAuth(ProjectDraft project, OpenApiDocument document, ImportNotes notes)
{
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    public void Apply(DraftStep step, OpenApiOperation operation)
    {
        foreach (string scheme in operation.Security)
        {
            if (document.Security.TryGetValue(scheme, out OpenApiSecurity? security))
            {
                Apply(step, scheme, security);
            }
        }
    }

    private void Apply(DraftStep step, string scheme, OpenApiSecurity security)
    {
        switch (security)
        {
            case { Type: "apiKey", Name: { Length: > 0 } name, In: "header" }:
                step.Headers.Add(new(name, Secret(scheme)));
                break;
            case { Type: "apiKey", Name: { Length: > 0 } name, In: "query" }:
                step.Query.Add(new(name, Secret(scheme)));
                break;
            case { Type: "apiKey", Name: { Length: > 0 } name, In: "cookie" }:
                step.Cookies.Add(new(name, Secret(scheme)));
                break;
            case { Type: "http", Scheme: "basic" }:
                step.Auth = project.Token(scheme, new JsonObject { ["basic"] = new JsonObject { ["user"] = Secret($"{scheme}User"), ["password"] = Secret($"{scheme}Password") } });
                break;
            case { Type: "oauth2", TokenAddress: { } token } when Uri.TryCreate(token, UriKind.Absolute, out _):
                step.Auth = project.Token(scheme, new JsonObject
                {
                    ["oauth2"] = new JsonObject { ["grant"] = "client_credentials", ["token"] = token, ["client"] = Secret($"{scheme}Client"), ["secret"] = Secret($"{scheme}Secret") },
                });
                break;
            case { Type: "http" or "oauth2" or "openIdConnect" }:
                step.Auth = project.Token(scheme, new JsonObject { ["bearer"] = Secret($"{scheme}Token") });
                notes.FillIn($"`tokens: {step.Auth}` takes a token that is at hand; `oauth2:` would fetch one.");
                break;
            default:
                notes.FillIn($"The security scheme `{scheme}` ({security.Type}) is left to you.");
                break;
        }
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
