using Seatrial.Core.Documents;
using Seatrial.Project.Connections;
using static Seatrial.Project.Shapes.Keys;

namespace Seatrial.Project.Shapes;

/// <summary>How <c>seatrial.yaml</c> is written.</summary>
internal static class ProjectShapes
{
    private static readonly DocumentShape Secrets = new DocumentShape.Names(OneOf(
        ["env", "file", "command", "generated"],
        Key("env", Text, "An environment variable."),
        Key("file", Text, "A file, relative to this one."),
        Key("command", new DocumentShape.List(Text), "A program and its arguments; no shell is involved."),
        Key("generated", Whole(16, 128), "Drawn once and kept on this machine: so many characters.")));

    private static readonly DocumentShape Tokens = new DocumentShape.Names(OneOf(
        ["oauth2", "basic", "bearer"],
        Key(
            "oauth2",
            Map(
                Key("grant", Choice("client_credentials", "password"), "How the token is asked for. Default: client_credentials."),
                Key("issuer", Any, "Whom to ask: its discovery document is read."),
                Key("token", Any, "The token endpoint itself, instead of `issuer`."),
                Must("client", Any, "The client's id."),
                Key("secret", Any, "The client's secret."),
                Key("scope", Any, "The scopes."),
                Key("user", Any, "Who signs in, for the grant password."),
                Key("password", Any, "With what, for the grant password.")),
            "A token by OAuth 2, fetched once a run and renewed in time."),
        Key("basic", Map(Must("user", Any, "The user."), Must("password", Any, "The password.")), "A user and a password."),
        Key("bearer", Any, "A token that is at hand.")));

    private static readonly DocumentShape Flows = Either(Texts, Map(
        Key("only", Texts, "Patterns of the ids that run here."),
        Key("not", Texts, "Patterns of the ids that do not."),
        Key("tags", Texts, "Tags of which a flow must have one."),
        Key("notTags", Texts, "Tags of which a flow must have none.")));

    private static readonly ShapeKey Limit = Key(
        "limit",
        Map(
            Key("rate", Text, "How many requests it takes: 20/s, 300/m."),
            Key("burst", Whole(1, 10_000), "How many may come at once before the rate holds. Default: 1."),
            Key("concurrent", Whole(1, 10_000), "How many may be under way at once.")),
        "How much it is asked at most, by all flows of a run together.");

    private static readonly DocumentShape Environment = Map(
        [.. ConnectionShapes.Keys,
        Key("services", Values, "Where each service is: its base address."),
        Key("variables", Values, "Values of this environment."),
        Key("secrets", Secrets, "Secrets that come from elsewhere in this environment."),
        Key("databases", Values, "Where databases are that `seatrial seed` fills by name here."),
        Key("process", Any, "Services that run as processes of this machine: gateway, root, ready, settings."),
        Key("webhook", Map(Key("secrets", Texts, "The secrets that sign deliveries: one, or two while one replaces the other.")), "Who may tell of deployments."),
        Key("flows", Flows, "Which flows run here. Default: all."),
        Key(
            "profiles",
            new DocumentShape.Names(Map(
                Key("why", Text, "What it is for."),
                Key("flows", Flows, "Which flows are run, of those that run in the environment."),
                Key("variables", Values, "Values instead of the environment's."),
                Key("parallel", Whole(1, 256), "How many flows run at once."))),
            "Ways to run it, chosen with --profile."),
        Key("allowLoad", Flag, "Whether flows with `load` run here. Default: false."),
        Key("mode", Choice("enforce", "shadow"), "Whether remedies are done, or only decided and recorded."),
        Key("firstDeployment", Choice("hold", "trust"), "What a failure means where nothing passed before."),
        Key("onNewDeployment", Choice("supersede", "queue", "coalesce"), "What a new deployment does to the run that is under way."),
        Key("parallel", Whole(1, 256), "How many flows run at once."),
        Key("baseline", Duration, "How long a green run counts as the past to compare with."),
        Key(
            "settle",
            Map(
                Key("within", Duration, "How long the new version may take to answer."),
                Key("every", Duration, "The pause between two looks."),
                Key("agree", Whole(1, 100), "How many answers in a row must agree.")),
            "When what was deployed counts as what answers."),
        Key(
            "signals",
            Map(
                Key("within", Duration, "How long telemetry is waited for."),
                Key("quiet", Duration, "How long nothing new must come for it to be complete."),
                Key("silence", Duration, "After how long without anything it is given up.")),
            "How long telemetry is waited for."),
        Key(
            "budget",
            Map(
                Key("remedies", Whole(0, 1000), "How many."),
                Key("per", Duration, "In which time.")),
            "How many remedies in which time."),
        Key(
            "remedies",
            new DocumentShape.List(OneOf(
                ["rollback", "hold"],
                Key("rollback", Map(Key("process", Any, "Processes of this machine.")), "Goes back to the version before, through the adapter that is named."),
                Key("hold", Map(Key("tell", Texts, "Whom to tell.")), "Does nothing, and tells people."))),
            "What is done when a deployment is at fault, smallest first.")]);

    public static DocumentShape.Map File { get; } = Map(
        Must("project", Text, "The project's name."),
        Key("include", Texts, "Files of the project with further services, environments, variables, secrets and tokens; each name is said once."),
        Key(
            "services",
            new DocumentShape.Names(Map(
                [Key("owner", Text, "Who owns it."),
                Key("path", Text, "Its folder in the repository."),
                Key("version", Map(Must("http", Text, "What to ask: GET /version."), Key("at", Text, "Where in the answer the version is: $.version.")), "How it tells its version."),
                Key("openapi", Either(Text, Map(Must("file", Text, "The file."), Key("hold", Choice("all", "named"), "Whether every request is held to it, or only those that say so."))), "Its API description: a file of the project."),
                Limit,
                .. ConnectionShapes.Keys])),
            "What is deployed and versioned on its own. A service's name is a variable: its base address in the environment at hand."),
        Must("environments", new DocumentShape.Names(Environment), "The places services run in."),
        Key("variables", Values, "Values for all environments."),
        Key("secrets", Secrets, "Where secrets come from; never the secrets themselves."),
        Key("databases", Values, "Where databases are that `seatrial seed` fills by name; environments may say it otherwise."),
        Key("productionDatabases", Texts, "Databases that seeding never writes to, by host, port and name: '*.prod.example', db1.example:5432/shop."),
        Key("tokens", Tokens, "How requests are signed in, for `auth` of a step."),
        Key("actors", BoundaryShapes.Actors, "Those steps can act as, with `as`."),
        Key("defaults", Map([Key("within", Duration, "The deadline of a flow that names none."), .. StepDefaults]), "What holds where nothing is said."));

    /// <summary>What holds for steps that say nothing, in the project or in one flow.</summary>
    public static ShapeKey[] StepDefaults =>
    [
        Key("headers", Values, "Headers of every request to a service of the project."),
        Key("auth", Text, "The token provider of every request to a service of the project; `auth: none` in a step is none."),
        Key("stepWithin", Duration, "The deadline of a request that names none and does not wait."),
    ];
}
