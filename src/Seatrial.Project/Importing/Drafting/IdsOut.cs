namespace Seatrial.Project.Importing.Drafting;

/// <summary>An id in an address that no earlier answer gave names what is in one environment: it becomes a variable of it.</summary>
internal sealed class IdsOut(ProjectDraft project, ImportNotes notes)
{
    public void Take(DraftStep step)
    {
        foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => p is { Kind: PlaceKind.Path, IsWritten: false } && ValueSigns.IsUuid(p.Text)))
        {
            string variable = project.Variable($"{DraftNames.Singular(place.Name)}Id", place.Text);
            place.Replace($"{{{{ {variable} }}}}");
            notes.FillIn($"`variables: {variable}` names something that is in the recorded environment; no answer gave it.");
        }
    }
}
