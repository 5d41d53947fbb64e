using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Finds what a request took from an earlier answer, and makes a capture of it: what a server drew once, it draws anew in every run.</summary>
/// <param name="names">The names that are taken.</param>
internal sealed partial class Correlation(DraftNames names)
{
    private readonly Dictionary<string, List<Source>> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DraftStep Step, DraftCapture Capture)> _captured = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DraftStep> _cookies = new(StringComparer.Ordinal);
    private int _order;

    /// <summary>Goes through steps in the order in which they were sent.</summary>
    public void Correlate(IEnumerable<DraftStep> steps)
    {
        foreach (DraftStep step in steps)
        {
            foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => !p.IsWritten && p.Text.Length > 0))
            {
                Replace(step, place);
            }

            Follow(step);
            TakeCookies(step);
            Index(step);
        }
    }

    private void Replace(DraftStep step, DraftPlace place)
    {
        (string prefix, string text) = Split(place);
        if (place.Kind == PlaceKind.Cookie || !_sources.TryGetValue(text, out List<Source>? sources))
        {
            return;
        }

        Source? source = sources.Where(s => IsMeant(place, s, text)).MinBy(s => (s.Leaf.IsInList ? 1 : 0, s.Order, s.Leaf.Depth));
        if (source is null)
        {
            return;
        }

        DraftCapture capture = Capture(source, place);
        step.Needs.Add(source.Step);
        bool isConverted = prefix.Length == 0 && place is { Kind: PlaceKind.Body, IsText: true } && !source.Leaf.IsText;
        place.Replace($"{prefix}{{{{ {(isConverted ? $"text({capture.Name})" : capture.Name)} }}}}");
    }

    /// <summary><c>Bearer</c> and the like stand before what came from the answer.</summary>
    private static (string Prefix, string Text) Split(DraftPlace place) =>
        place.Kind == PlaceKind.Header && Scheme().Match(place.Text) is { Success: true } scheme ? (scheme.Value, place.Text[scheme.Length..]) : (string.Empty, place.Text);

    private static bool IsMeant(DraftPlace place, Source source, string text)
    {
        if (place is { Kind: PlaceKind.Body, IsText: false } && source.Leaf.IsText)
        {
            return false;
        }

        if (ValueSigns.IsMoment(text))
        {
            return false;
        }

        bool isDrawn = ValueSigns.IsDrawn(text);
        return place.Kind switch
        {
            // After the name of a collection even 1 is an id, when the answer called it one.
            PlaceKind.Path => isDrawn && text.Length >= 8 || (place.Name.Length > 0 && ValueSigns.IsIdName(source.Leaf.Name)),
            PlaceKind.Header => isDrawn || source.Leaf.Name.Equals("etag", StringComparison.OrdinalIgnoreCase),
            _ => isDrawn || IsSameThing(place.Name, source),
        };
    }

    /// <summary>Whether <c>sku</c> is the <c>sku</c> of an answer, or <c>orderId</c> the <c>id</c> of one about orders.</summary>
    private static bool IsSameThing(string name, Source source)
    {
        if (!ValueSigns.IsIdName(name) || !ValueSigns.IsIdName(source.Leaf.Name) || ValueSigns.IsBareId(name))
        {
            return false;
        }

        return name.Equals(source.Leaf.Name, StringComparison.OrdinalIgnoreCase)
            || (ValueSigns.IsBareId(source.Leaf.Name) && name.StartsWith(source.Thing, StringComparison.OrdinalIgnoreCase));
    }

    private DraftCapture Capture(Source source, DraftPlace place)
    {
        string key = $"{source.Order.ToString(System.Globalization.CultureInfo.InvariantCulture)} {source.Leaf.Subject}";
        if (_captured.TryGetValue(key, out (DraftStep Step, DraftCapture Capture) taken))
        {
            return taken.Capture;
        }

        bool isSecret = ValueSigns.IsSecretName(source.Leaf.Name) || ValueSigns.IsSecretName(place.Name) || ValueSigns.IsSecretText(source.Leaf.Text);
        string leaf = DraftNames.Identifier(source.Leaf.Name);
        string name = ValueSigns.IsBareId(source.Leaf.Name) && source.Thing.Length > 0 && !isSecret
            ? source.Thing + char.ToUpperInvariant(leaf[0]) + leaf[1..]
            : leaf;
        DraftCapture capture = new(names.Take(name, "value"), source.Leaf.Subject, source.Leaf.Text, isSecret);
        source.Step.Captures.Add(capture);
        _captured[key] = (source.Step, capture);
        return capture;
    }

    /// <summary>A request to where an answer led is sent there, wherever it leads next time.</summary>
    private void Follow(DraftStep step)
    {
        string path = string.Concat(step.Path.Select(static s => $"/{s}"));
        if (step.Path.Exists(static s => s.Contains("{{", StringComparison.Ordinal)) || step.Query.Count > 0 || path.Length < 2
            || !_sources.TryGetValue(path, out List<Source>? sources) || !step.Path.Exists(ValueSigns.IsIdSegment))
        {
            return;
        }

        if (sources.Find(static s => s.Leaf.Subject == "header.location") is { } source)
        {
            DraftCapture capture = Capture(source, new(PlaceKind.Path, string.Empty, path, true, static _ => { }));
            step.Needs.Add(source.Step);
            step.Path.Clear();
            step.Root = source.IsWhole ? $"{{{{ {capture.Name} }}}}" : $"{step.Root}{{{{ raw({capture.Name}) }}}}";
        }
    }

    /// <summary>Cookies that an earlier answer set are the jar's.</summary>
    private void TakeCookies(DraftStep step)
    {
        foreach (DraftField cookie in step.Cookies.ToArray())
        {
            if (_cookies.TryGetValue(cookie.Name, out DraftStep? setter))
            {
                step.Needs.Add(setter);
                step.Cookies.Remove(cookie);
            }
        }
    }

    private void Index(DraftStep step)
    {
        if (step.Answer is not { } answer)
        {
            return;
        }

        _order++;
        string thing = DraftNames.Identifier(DraftNames.Singular(step.Words.LastOrDefault(static w => !ValueSigns.IsIdSegment(w)) ?? string.Empty));
        foreach (AnswerLeaf leaf in AnswerLeaf.Of(step.Answered))
        {
            string own = leaf.Holder.Length > 0 ? DraftNames.Identifier(DraftNames.Singular(leaf.Holder)) : thing;
            Add(leaf.Text, new(step, leaf, own, _order));
        }

        foreach (RecordedField header in answer.Headers)
        {
            string name = header.Name.ToLowerInvariant();
            if (name == "set-cookie")
            {
                _cookies[header.Value.Split('=', 2)[0].Trim()] = step;
            }
            else if (name is "etag" or "location" || name.StartsWith("x-", StringComparison.Ordinal))
            {
                bool isWhole = Uri.TryCreate(header.Value, UriKind.Absolute, out Uri? whole) && whole.Scheme is "http" or "https";
                string text = name == "location" && isWhole ? whole!.PathAndQuery : header.Value;
                Add(text, new(step, new($"header.{name}", name, string.Empty, text, true, 0, IsInList: false), thing, _order) { IsWhole = isWhole });
            }
        }
    }

    private void Add(string text, Source source)
    {
        if (text.Length is 0 or > 8192)
        {
            return;
        }

        if (!_sources.TryGetValue(text, out List<Source>? sources))
        {
            _sources[text] = sources = [];
        }

        if (sources.Count < 16)
        {
            sources.Add(source);
        }
    }

    [GeneratedRegex("^(Bearer|Token|JWT|ApiKey|Basic) ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    /// <summary>A value of an answer.</summary>
    private sealed record Source(DraftStep Step, AnswerLeaf Leaf, string Thing, int Order)
    {
        /// <summary>Whether a header's address named its host, too.</summary>
        public bool IsWhole { get; init; }
    }
}
