namespace Seatrial.Project.Importing.Drafting;

/// <summary>Gives a step that makes something the request that removes it, where one was recorded.</summary>
/// <param name="notes">What to tell.</param>
internal sealed class Cleanups(ImportNotes notes)
{
    public void Add(IReadOnlyList<DraftStep> steps)
    {
        foreach (DraftStep step in steps.Where(static s => s.Method is "POST" or "PUT" && s.Cleanup is null && (IsCreated(s) || s.Captures.Count > 0)))
        {
            DraftStep? remover = steps.FirstOrDefault(s => s.Method == "DELETE" && step.Captures.Exists(c => s.Path.LastOrDefault() == Of(c.Name)) && s.BodyKey is null);
            if (remover is not null)
            {
                step.Cleanup = Of(remover, step);
            }
            else if (IsCreated(step) && !step.Meant.Exists(static m => m.Code == "ST2006"))
            {
                step.Meant.Add(("ST2006", "nothing that was imported says how it is removed"));
                notes.FillIn($"\"{step.Name}\" makes something that no request removes: add a `cleanup`, or leave the `lint` line that says that it is meant.");
            }
        }

        foreach (DraftStep step in steps.Where(static s => s.Method == "POST" && IsCreated(s) && s.Captures.Count == 0 && s.Expect.Count == 0))
        {
            step.Meant.Add(("ST2008", "the answer says no more"));
        }
    }

    /// <summary>What removes a thing, as the cleanup of what makes it.</summary>
    public static DraftStep Of(DraftStep remover, DraftStep maker)
    {
        DraftStep cleanup = new(remover.Name, "DELETE", remover.Root) { Auth = remover.Auth };
        cleanup.Path.AddRange(remover.Path);
        cleanup.Query.AddRange(remover.Query);
        cleanup.Cookies.AddRange(remover.Cookies);
        cleanup.Headers.AddRange(remover.Headers.Where(h => IsKnown(h.Value, maker)));
        return cleanup;
    }

    private static string Of(string name) => $"{{{{ {name} }}}}";

    /// <summary>A cleanup knows what its step knew and captured, not what came later.</summary>
    private static bool IsKnown(string text, DraftStep step) => !text.Contains("{{", StringComparison.Ordinal) || !step.Captures.Exists(c => text.Contains(c.Name, StringComparison.Ordinal)) || step.Headers.Exists(h => h.Value == text);

    private static bool IsCreated(DraftStep step) => step.Status?.ToJsonString().Contains("201", StringComparison.Ordinal) == true;
}
