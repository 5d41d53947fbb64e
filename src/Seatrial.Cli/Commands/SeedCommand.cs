using System.CommandLine;
using Seatrial.Cli.Seeding;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial seed</c>: data shaped like production's, that belongs to a run and goes with it.</summary>
internal static class SeedCommand
{
    private const string UrlHelp = "URL";

    private static readonly Option<string> From = new("--from") { Description = "Production, such as postgres://user:password@host:5432/database; it is only read.", Required = true, HelpName = UrlHelp };
    private static readonly Option<string> To = new("--to") { Description = "The database to fill, such as postgres://user:password@host:5432/database; it has its structure already.", Required = true, HelpName = UrlHelp };
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
    private static readonly Option<string> Against = new("--against") { Description = "Production, whose values must not be found; it is only read.", Required = true, HelpName = UrlHelp };
    private static readonly Option<string[]> Files = CommonOptions.Repeated("--log", "FILE", "A log, report or other file that must hold nothing of production either; may be given again.");
    private static readonly Option<string[]> Published = CommonOptions.Repeated("--public", "SCHEMA.TABLE.COLUMN", "A column of production whose values are no secret, such as a list of countries; may be given again.");
    private static readonly Option<string> Key = new("--key") { Description = "The key (PEM, P-256) that signs the proof; made when there is none.", DefaultValueFactory = static _ => ".seatrial/proof-key.pem", HelpName = "FILE" };
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
        Command plan = new("plan", "Show what would be loaded: every table with its rows, or why it cannot be filled.") { Profile, To, Scale, Rows, Seed, Json };
        runner.Bind(plan, Json, static (parsed, context) => Filling(parsed, context, null).PlanAsync());
        Command apply = new("apply", "Load rows shaped like production's. Nothing is kept when the database refuses one.") { Profile, To, Scale, Rows, Seed, Run, Json };
        runner.Bind(apply, Json, static (parsed, context) => Filling(parsed, context, parsed.GetValue(Run)).ApplyAsync());
        Command clean = new("clean", "Remove the rows of a run, and no others, from any machine.") { To, CleanRun, Json };
        runner.Bind(clean, Json, static (parsed, context) => new SeedCleaning(context, parsed.GetRequiredValue(To)) { Json = parsed.GetValue(Json) }.RunAsync(parsed.GetValue(CleanRun)));
        Command drift = new("drift", "Say what of a database's structure is not as in the profile: exit code 1 when anything is.") { Profile, To, Json };
        runner.Bind(drift, Json, static (parsed, context) => new DriftVerb(context, parsed.GetRequiredValue(Profile), parsed.GetRequiredValue(To)) { Json = parsed.GetValue(Json) }.RunAsync());
        Command verify = new("verify", "Prove that a filled database, the profile, logs and reports hold nothing of production: exit code 1 when they do.") { Profile, To, Against, Files, Published, Key, Json };
        runner.Bind(verify, Json, static (parsed, context) => new VerifyVerb(context, parsed.GetRequiredValue(Profile), parsed.GetRequiredValue(To), parsed.GetRequiredValue(Against))
        {
            Files = parsed.GetRequiredValue(Files),
            Published = parsed.GetRequiredValue(Published),
            Key = parsed.GetRequiredValue(Key),
            Json = parsed.GetValue(Json),
        }.RunAsync());
        return new Command("seed", "Fill databases with data shaped like production's, and empty them again.") { profile, plan, apply, verify, clean, drift };
    }

    private static FillVerb Filling(ParseResult parsed, CommandContext context, string? run) => new(context, parsed.GetRequiredValue(Profile), parsed.GetRequiredValue(To))
    {
        Scale = parsed.GetValue(Scale),
        Rows = parsed.GetValue(Rows),
        Seed = parsed.GetValue(Seed),
        Run = run,
        Json = parsed.GetValue(Json),
    };
}
