using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Demo;

/// <summary>Plays the demo from the first process to the last report.</summary>
internal static class DemoVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, DemoArguments arguments)
    {
        ShopCatalogue shop = ShopCatalogue.Find();
        if (arguments.Defect == "list")
        {
            await ListAsync(context, arguments, shop);
            return CommandResult.Passed;
        }

        if (!arguments.IsSound)
        {
            shop.Defect(arguments.Defect);
        }

        ITerminal terminal = context.Terminal;
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of(Tone.Strong, "  Seatrial demo"));
        terminal.Write(Line.Of(Tone.Soft, "  A real shop of six processes, a server, real deployments and real requests. Nothing below is scripted."));
        await using IDemoWorld world = DemoWorld.Create(context, arguments, shop);
        using (Waiting waiting = new(terminal, context.Clock, "starting the server"))
        {
            await world.StartAsync(context.Stop);
        }

        DemoStory story = new(context, arguments, shop, world);
        ImmutableArray<string> wrong = await story.PlayAsync();
        await WriteAsync(context, arguments, story.Entries);
        await TellEndAsync(context, world, story, wrong);
        if (!arguments.Once)
        {
            await StayAsync(context, shop, world, story);
        }

        return wrong.IsEmpty ? CommandResult.Passed : CommandResult.Failed;
    }

    private static async Task ListAsync(CommandContext context, DemoArguments arguments, ShopCatalogue shop)
    {
        ImmutableArray<ShopRelease> defects = shop.Defects();
        foreach (ShopRelease defect in defects)
        {
            context.Terminal.Write(Line.Of("  ").Strong(defect.Name).To(24).Plain(defect.FaultService ?? "").To(36).Soft(defect.Symptom));
        }

        if (arguments.Json is null)
        {
            return;
        }

        await using Stream stream = context.OpenOutput(arguments.Json);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (ShopRelease defect in defects)
        {
            json.WriteStartObject();
            json.WriteString("name", defect.Name);
            json.WriteString("service", defect.FaultService);
            json.WriteString("symptom", defect.Symptom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task WriteAsync(CommandContext context, DemoArguments arguments, ImmutableArray<DemoEntry> entries)
    {
        if (arguments.Json is null)
        {
            return;
        }

        await using Stream stream = context.OpenOutput(arguments.Json);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (DemoEntry entry in entries)
        {
            entry.Write(json);
        }

        json.WriteEndArray();
    }

    private static async Task TellEndAsync(CommandContext context, IDemoWorld world, DemoStory story, ImmutableArray<string> wrong)
    {
        context.Terminal.Write(Line.Empty);
        foreach (DemoEntry entry in story.Entries)
        {
            await ReportAsync(context, world, entry);
        }

        context.Terminal.Write(Line.Empty);
        foreach (string sentence in wrong)
        {
            context.Terminal.Write(Line.Of(Tone.Bad, "  Not as it should be: ").Plain(sentence));
        }

        if (wrong.IsEmpty)
        {
            context.Terminal.Write(Line.Of(Tone.Good, "  ✓ ").Plain(Summary(story.Entries)));
        }
    }

    private static string Summary(ImmutableArray<DemoEntry> entries)
    {
        DemoEntry last = entries.FirstOrDefault(entry => entry.Report.State.Verdict is Core.Verdicts.Verdict.Failed) ?? entries[^1];
        string detected = last.Detected() is { } after ? ReportText.Duration(after) : "no time";
        return last.Report.RecoveredAfter is { } recovered
            ? $"Detected {detected} after it landed, {last.Report.Suspect} named, undone and proved {ReportText.Duration(recovered)} later."
            : last.Report.State.Verdict is Core.Verdicts.Verdict.Failed
                ? $"Detected {detected} after it landed, {last.Report.Suspect} named."
                : $"Both versions passed, the second {detected} after it landed.";
    }

    private static async Task ReportAsync(CommandContext context, IDemoWorld world, DemoEntry entry)
    {
        string file = Path.Combine(DemoWorld.ReportFolder(context), $"{entry.Report.Request.RunId}.html");
        await using (Stream stream = context.OpenOutput(file))
        {
            await RunReports.WriteAsync(entry.Report, ReportFormat.Html, world.Runs.Blobs(entry.Report.Request.RunId), stream, CancellationToken.None);
        }

        context.Terminal.Write(Line.Of(Tone.Soft, "  report  ").Plain($"{entry.Release,-8}").Plain($"{ReportText.Headline(entry.Report.State),-20}").Soft(file));
    }

    /// <summary>Stays up, and tells of whatever is deployed meanwhile, until it is stopped.</summary>
    private static async Task StayAsync(CommandContext context, ShopCatalogue shop, IDemoWorld world, DemoStory story)
    {
        ITerminal terminal = context.Terminal;
        string folder = Path.GetRelativePath(context.Folder, shop.Folder);
        string defect = Path.Combine(folder, "defects", "slow-search", "release.yaml");
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of(Tone.Soft, "  shop      ").Add(Tone.Link, $"{world.GatewayAddress?.TrimEnd('/')}/catalog/items?q=lantern"));
        terminal.Write(Line.Of(Tone.Soft, "  Seatrial  ").Add(Tone.Link, world.ServerAddress));
        terminal.Write(Line.Of(Tone.Soft, "  try       ").Plain(context.Paste("run", folder, "--env", "local")));
        terminal.Write(Line.Of(Tone.Soft, "            ").Plain(context.Paste("deploy", defect, "--project", folder, "--env", "local")));
        terminal.Write(Line.Of(Tone.Soft, "  What is deployed from now on is told here. Ctrl-C stops all of it."));
        try
        {
            await story.GoOnAsync(entry => ReportAsync(context, world, entry), context.Stop);
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            // Ctrl-C is how it is meant to end.
        }
    }
}
