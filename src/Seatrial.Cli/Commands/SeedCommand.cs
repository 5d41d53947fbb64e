using System.CommandLine;
using Seatrial.Cli.Seeding;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial seed</c>: data shaped like production's, that belongs to a run and goes with it.</summary>
internal static class SeedCommand
{
    private const string UrlHelp = "URL";

    private static readonly Option<string> From = new("--from") { Description = "Production, such as postgres://user:password@host:5432/database; it is only read.", Required = true, HelpName = UrlHelp };
    private static readonly Option<string> To = new("--to") { Description = "The database to fill, such as postgres://user:password@host:5432/database, or its name in seatrial.yaml; it has its structure already.", Required = true, HelpName = "URL or NAME" };
    private static readonly Option<string> Out = new("--out") { Description = "The profile's file.", DefaultValueFactory = static _ => "profile.json", HelpName = "FILE" };
    private static readonly Option<string> Profile = new("--profile") { Description = "The profile that `seatrial seed profile` wrote.", Required = true, HelpName = "FILE" };
    private static readonly Option<int?> Subjects = CommonOptions.Number("--k", "N", 2, 1_000_000, "Release nothing that fewer subjects share. Default: 10.");
    private static readonly Option<double?> Epsilon = new("--epsilon") { Description = "The privacy loss of each statistic; less is more noise. Default: 1.", HelpName = "NUMBER" };
    private static readonly Option<int?> Sample = CommonOptions.Number("--sample", "ROWS", 1000, int.MaxValue, "Look at about so many rows of each larger table. Default: 200000.");
    private static readonly Option<int?> Timeout = CommonOptions.Number("--statement-timeout", "SECONDS", 1, 86_400, "How long a statement may take. Default: 300.");
    private static readonly Option<string[]> Allow = CommonOptions.Repeated("--allow", "TABLE.COLUMN", "Release values of this column that many share, though its name looks personal; may be given again.");
    private static readonly Option<double?> Scale = new("--scale") { Description = "How many rows for each of production's. Default: 1.", HelpName = "NUMBER" };
    private static readonly Option<int?> Rows = CommonOptions.Number("--rows", "N", 1, int.MaxValue, "How many rows in all, instead of a scale.");
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Another seed makes other values, the same the same. Default: 1.", HelpName = "N" };
    private static readonly Option<string?> Run = new("--run") { Description = "Whose rows they are. Default: a new name.", HelpName = "ID" };
    private static readonly Option<string?> CleanRun = new("--run") { Description = "The run whose rows go. Default: list the runs that have rows.", HelpName = "ID" };
    private static readonly Option<string?> WantedRules = new("--rules") { Description = "What is wanted beyond the profile: a file such as seeds/shop.seed.yaml.", HelpName = "FILE" };
    private static readonly Option<string?> Project = new("--project") { Description = "The project whose databases have names, and that says which are production's. Default: this folder, when it is one.", HelpName = "PROJECT" };
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string> VerifyTo = new("--to") { Description = "The filled database, such as postgres://user:password@host:5432/database.", Required = true, HelpName = UrlHelp };
    private static readonly Option<string> Against = new("--against") { Description = "Production, whose values must not be found; it is only read.", Required = true, HelpName = UrlHelp };
    private static readonly Option<string[]> Files = CommonOptions.Repeated("--log", "FILE", "A log, report or other file that must hold nothing of production either; may be given again.");
    private static readonly Option<string[]> Published = CommonOptions.Repeated("--public", "SCHEMA.TABLE.COLUMN", "A column of production whose values are no secret, such as a list of countries; may be given again.");
    private static readonly Option<string> SignKey = new("--key") { Description = "The key (PEM, P-256) that signs the proof; made when there is none.", DefaultValueFactory = static _ => ".seatrial/proof-key.pem", HelpName = "FILE" };
    private static readonly Option<string?> MaskTo = new("--to") { Description = "The database that masked rows go to; it has its structure already, and its tables are empty.", HelpName = UrlHelp };
    private static readonly Option<string?> Rules = new("--rules") { Description = "What becomes of every column.", HelpName = "FILE" };
    private static readonly Option<string?> Suggest = new("--suggest") { Description = "Write a draft of the rules to this file, and take nothing.", HelpName = "FILE" };
    private static readonly Option<int?> MaskTimeout = CommonOptions.Number("--statement-timeout", "SECONDS", 1, 86_400, "How long a statement may take. Default: 1800.");
    private static readonly Option<string?> Key = new("--key") { Description = "Where the key is: env:NAME or file:PATH. The same key makes the same pseudonyms. Default: a new one that is forgotten.", HelpName = "PLACE" };
    private static readonly Option<bool> Dry = new("--dry-run") { Description = "Try some rows of every table, and take them back." };
    private static readonly Option<string[]> Roots = CommonOptions.Repeated("--root", "TABLE[:COLUMN=VALUE][:limit=N]", "Rows to begin with, such as customer:country=Germany:limit=10; may be given again.");
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command profile = new("profile", "Look at production once, read-only, and write what may be known of it: no row, and no value that few share.") { From, Out, Subjects, Epsilon, Sample, Timeout, Allow, Json };
        runner.Bind(profile, Json, static (parsed, context) => new ProfileVerb(context, parsed.GetRequiredValue(From), parsed.GetRequiredValue(Out))
        {
            Subjects = parsed.GetValue(Subjects),
            Epsilon = parsed.GetValue(Epsilon),
            Sample = parsed.GetValue(Sample),
            StatementTimeout = parsed.GetValue(Timeout),
            Allowed = parsed.GetRequiredValue(Allow),
            Json = parsed.GetValue(Json),
        }.RunAsync());
        Command plan = new("plan", "Show what would be loaded: every table with its rows, or why it cannot be filled.") { Profile, To, WantedRules, Scale, Rows, Seed, Project, Env, Json };
        runner.Bind(plan, Json, static (parsed, context) => Filling(parsed, context, null).PlanAsync());
        Command apply = new("apply", "Load rows shaped like production's. Nothing is kept when the database refuses one.") { Profile, To, WantedRules, Scale, Rows, Seed, Run, Project, Env, Json };
        runner.Bind(apply, Json, static (parsed, context) => Filling(parsed, context, parsed.GetValue(Run)).ApplyAsync());
        Command clean = new("clean", "Remove the rows of a run, and no others, from any machine.") { To, CleanRun, Project, Env, Json };
        runner.Bind(clean, Json, static (parsed, context) => new SeedCleaning(context, TargetOf(parsed, context)) { Json = parsed.GetValue(Json) }.RunAsync(parsed.GetValue(CleanRun)));
        Command drift = new("drift", "Say what of a database's structure is not as in the profile: exit code 1 when anything is.") { Profile, To, Project, Env, Json };
        runner.Bind(drift, Json, static (parsed, context) => new DriftVerb(context, parsed.GetRequiredValue(Profile), TargetOf(parsed, context)) { Json = parsed.GetValue(Json) }.RunAsync());
        Command verify = new("verify", "Prove that a filled database, the profile, logs and reports hold nothing of production: exit code 1 when they do.") { Profile, VerifyTo, Against, Files, Published, SignKey, Json };
        runner.Bind(verify, Json, static (parsed, context) => new VerifyVerb(context, parsed.GetRequiredValue(Profile), parsed.GetRequiredValue(VerifyTo), parsed.GetRequiredValue(Against))
        {
            Files = parsed.GetRequiredValue(Files),
            Published = parsed.GetRequiredValue(Published),
            Key = parsed.GetRequiredValue(SignKey),
            Json = parsed.GetValue(Json),
        }.RunAsync());
        Command mask = new("mask", "Take all rows from production into another database, every column masked as the rules say. Opt-in: prefer `profile` and `apply`.") { From, MaskTo, Rules, Suggest, Key, Dry, Run, MaskTimeout, Json };
        runner.Bind(mask, Json, static (parsed, context) => Masking(parsed, context, null).RunAsync());
        Command subset = new("subset", "Take some rows and all that they need, masked on the way.") { From, MaskTo, Rules, Roots, Key, Dry, Run, MaskTimeout, Json };
        runner.Bind(subset, Json, static (parsed, context) => Masking(parsed, context, parsed.GetRequiredValue(Roots)).RunAsync());
        return new Command("seed", "Fill databases with data shaped like production's, and empty them again.") { profile, plan, apply, verify, clean, drift, mask, subset };
    }

    private static SeedTarget TargetOf(ParseResult parsed, CommandContext context) =>
        new(context, parsed.GetRequiredValue(To)) { Project = parsed.GetValue(Project), Environment = parsed.GetValue(Env) };

    private static FillVerb Filling(ParseResult parsed, CommandContext context, string? run) => new(context, parsed.GetRequiredValue(Profile), TargetOf(parsed, context))
    {
        Rules = parsed.GetValue(WantedRules),
        Scale = parsed.GetValue(Scale),
        Rows = parsed.GetValue(Rows),
        Seed = parsed.GetValue(Seed),
        Run = run,
        Json = parsed.GetValue(Json),
    };

    private static MaskVerb Masking(ParseResult parsed, CommandContext context, string[]? roots) => new(context, parsed.GetRequiredValue(From))
    {
        To = parsed.GetValue(MaskTo),
        Rules = parsed.GetValue(Rules),
        Suggest = roots is null ? parsed.GetValue(Suggest) : null,
        Key = parsed.GetValue(Key),
        Run = parsed.GetValue(Run),
        IsDry = parsed.GetValue(Dry),
        StatementTimeout = parsed.GetValue(MaskTimeout),
        Roots = roots,
        Json = parsed.GetValue(Json),
    };
}
