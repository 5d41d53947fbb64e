using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Loading;

/// <summary>Binds token providers.</summary>
/// <param name="project">Binds values.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class TokenBinder(ProjectFileBinder project, Action<Diagnostic> report)
{
    private const string Example = "For example `{ oauth2: { grant: client_credentials, issuer: '{{ identity }}', client: web, secret: '{{ client-secret }}' } }`.";

    public TokenModel? Bind(MappingEntry entry)
    {
        string what = $"the token provider `{entry.Key.Text}`";
        MapReader reader = MapReader.Of(entry.Value, what, report);
        MapReader? oauth2 = reader.Child("oauth2", what);
        MapReader? basic = reader.Child("basic", what);
        DocumentNode? bearer = reader.Node("bearer");
        reader.Finish();
        switch (oauth2, basic, bearer)
        {
            case ({ }, null, null):
                return BindOAuth2(entry, oauth2);
            case (null, { }, null):
                IBoundValue? user = Required(basic, "user");
                IBoundValue? password = Required(basic, "password");
                basic.Finish();
                return user is null || password is null ? null : new TokenModel.Basic(entry.Key.Text, user, password, entry.Key.Span);
            case (null, null, { }):
                return new TokenModel.Bearer(entry.Key.Text, project.Value(bearer), entry.Key.Span);
            default:
                reader.Report("ST0211", entry.Key.Span, $"{what} needs exactly one of `oauth2`, `basic` and `bearer`.", Example);
                return null;
        }
    }

    private TokenModel.OAuth2? BindOAuth2(MappingEntry entry, MapReader reader)
    {
        bool isPassword = reader.Choice("grant", false, new Dictionary<string, bool>(StringComparer.Ordinal) { ["client_credentials"] = false, ["password"] = true });
        IBoundValue? issuer = Optional(reader, "issuer");
        IBoundValue? token = Optional(reader, "token");
        if (issuer is null && token is null)
        {
            reader.Report("ST0201", reader.Map.Span, $"{reader.What} does not say whom to ask.", "Give `issuer:` (its discovery document is read) or `token:` (the token endpoint itself).");
        }

        IBoundValue? client = Required(reader, "client");
        IBoundValue? user = isPassword ? Required(reader, "user") : Optional(reader, "user");
        IBoundValue? password = isPassword ? Required(reader, "password") : Optional(reader, "password");
        IBoundValue? secret = Optional(reader, "secret");
        IBoundValue? scope = Optional(reader, "scope");
        if (!isPassword && user is not null)
        {
            reader.Report("ST0212", reader.Map.Span, $"{reader.What} has a user, and the grant client_credentials knows none.", "Write `grant: password`, or remove `user`.");
        }

        reader.Finish();
        return client is null ? null : new(entry.Key.Text, issuer, token, client, secret, scope, user, password, entry.Key.Span);
    }

    private IBoundValue? Optional(MapReader reader, string key) => reader.Node(key) is { } node ? project.Value(node) : null;

    private IBoundValue? Required(MapReader reader, string key) => reader.Required(key, Example) is { } node ? project.Value(node) : null;
}
