using System.Collections.Immutable;
using System.Globalization;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Some of several schemas hold: <c>anyOf</c>, and <c>oneOf</c> exactly one.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="nodes">The schemas.</param>
/// <param name="isExactlyOne">Whether only one may.</param>
internal sealed class AlternativesKeyword(string location, ImmutableArray<SchemaNode> nodes, bool isExactlyOne) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        List<int> fitting = [];
        List<ErrorList> failed = [];
        for (int i = 0; i < nodes.Length; i++)
        {
            ErrorList? errors = evaluation.Aside();
            if (evaluation.Apply(nodes[i], errors))
            {
                fitting.Add(i);
                if (!isExactlyOne && !evaluation.TracksEvaluated)
                {
                    return true;
                }

                if (isExactlyOne && fitting.Count > 1 && evaluation.IsQuiet)
                {
                    return false;
                }
            }
            else if (errors is not null)
            {
                failed.Add(errors);
            }
        }

        if (isExactlyOne ? fitting.Count == 1 : fitting.Count > 0)
        {
            return true;
        }

        if (fitting.Count > 0)
        {
            string which = string.Join(" and ", fitting.Select(i => (i + 1).ToString(CultureInfo.InvariantCulture)));
            evaluation.Report(location, string.Create(CultureInfo.InvariantCulture, $"fits the alternatives {which} of {nodes.Length}, and must fit exactly one"));
        }
        else if (!evaluation.IsQuiet)
        {
            Explain(failed, evaluation);
        }

        return false;
    }

    private void Explain(List<ErrorList> failed, Evaluation evaluation)
    {
        // Alternatives that each say in one word what they want are told in one sentence.
        if (failed.All(f => f.Items is [{ Wanted: not null } only] && only.InstanceLocation == evaluation.Pointer() && only.Actual == failed[0].Items[0].Actual))
        {
            evaluation.Report(location, string.Join(" or ", failed.Select(f => f.Items[0].Wanted).Distinct(StringComparer.Ordinal)), failed[0].Items[0].Actual!);
            return;
        }

        int closest = Enumerable.Range(0, failed.Count).MinBy(i => Distance(failed[i], evaluation.Pointer()));
        evaluation.Report(location, string.Create(CultureInfo.InvariantCulture, $"fits none of {failed.Count} alternatives; the closest is number {closest + 1}"));
        evaluation.Report(failed[closest].Items);
    }

    /// <summary>How far an alternative is from fitting: one of another type or kind is not the one that was meant.</summary>
    private static int Distance(ErrorList errors, string pointer) => errors.Items.Sum(error => error switch
    {
        _ when error.InstanceLocation == pointer && error.KeywordLocation.EndsWith("/type", StringComparison.Ordinal) => 1000,
        _ when error.KeywordLocation.EndsWith("/const", StringComparison.Ordinal) || error.KeywordLocation.EndsWith("/enum", StringComparison.Ordinal) => 100,
        _ => 1,
    });
}
