using Seatrial.Core.Documents;

namespace Seatrial.Environments.Releases;

/// <summary>What can be said of the <c>process:</c> part of an environment without starting anything.</summary>
public static class ProcessPart
{
    /// <summary>Checks its form.</summary>
    /// <param name="part">The value of <c>process</c>.</param>
    /// <param name="report">Takes what is found.</param>
    public static void Check(DocumentNode.Mapping part, Action<Diagnostic> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (Diagnostic diagnostic in ReleaseReader.ReadSpec(part).Diagnostics)
        {
            report(diagnostic);
        }
    }

    /// <summary>Looks for what it names: a build may be made later, so what is missing is a warning.</summary>
    /// <param name="part">The value of <c>process</c>, well-formed.</param>
    /// <param name="projectFolder">The folder of <c>seatrial.yaml</c>.</param>
    /// <param name="report">Takes what is found.</param>
    public static void Look(DocumentNode.Mapping part, string projectFolder, Action<Diagnostic> report)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(report);
        if (ReleaseReader.ReadSpec(part).Value is not { } spec)
        {
            return;
        }

        string root = Path.GetFullPath(Path.Combine(projectFolder, spec.Root));
        if (!Directory.Exists(root))
        {
            Warn(FieldReader.SpanOf(part, "root"), $"There is no folder {spec.Root}, which builds are relative to.", "`root` is relative to the folder of `seatrial.yaml`.");
            return;
        }

        DocumentNode.Mapping gateway = (DocumentNode.Mapping)part.Find("gateway")!.Value;
        string build = Path.Combine(root, spec.Gateway.Build);
        if (!Directory.Exists(build))
        {
            Warn(FieldReader.SpanOf(gateway, "build"), $"The gateway has no build at {spec.Gateway.Build} yet.", $"Build it before you deploy; it is looked for below {spec.Root}.");
            return;
        }

        // A word with a slash is a file of the build; so are the arguments of `dotnet` and the like that end in .dll.
        foreach (string word in spec.Gateway.Run.Where((word, i) => (i == 0 && word.Contains('/', StringComparison.Ordinal)) || word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            if (ReleaseRules.StaysInside(word) && !File.Exists(Path.Combine(build, word)))
            {
                Warn(FieldReader.SpanOf(gateway, "run"), $"The gateway's build {spec.Gateway.Build} holds no {word}.", "Name a program, such as `dotnet`, or a file inside the build.");
            }
        }

        void Warn(SourceSpan span, string message, string hint) => report(new("ST0912", DiagnosticSeverity.Warning, span, message, hint));
    }
}
