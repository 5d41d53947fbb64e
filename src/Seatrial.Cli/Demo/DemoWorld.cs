namespace Seatrial.Cli.Demo;

/// <summary>The demo's real world.</summary>
internal static class DemoWorld
{
    public static IDemoWorld Create(CommandContext context, DemoArguments arguments, ShopCatalogue shop) =>
        throw new NotSupportedException($"{context.Folder} {arguments} {shop.Folder}");

    public static string ReportFolder(CommandContext context) => Path.Combine(context.Folder, ".seatrial", "demo", "reports");
}
