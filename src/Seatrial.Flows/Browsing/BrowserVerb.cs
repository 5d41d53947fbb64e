using System.Collections.Immutable;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary><c>browser:</c> what a user does on a page, and sees there. Nothing of a browser is loaded before the first step acts.</summary>
/// <param name="source">Where the browser comes from.</param>
/// <param name="time">The clock.</param>
internal sealed class BrowserVerb(IBrowserSource source, TimeProvider time) : IStepVerb
{
    private static readonly DocumentShape Text = new DocumentShape.Text();
    private static readonly DocumentShape Matched = new DocumentShape.Either([Text, new DocumentShape.Shared("matcher")]);

    /// <inheritdoc/>
    public string Key => "browser";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["url", "title"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Does on a page what a user does, and holds it to what a user relies on.", new DocumentShape.List(new DocumentShape.Map(
    [
        new("goto", Text, "Goes to an address."),
        new("fill", Element(new ShapeKey("value", new DocumentShape.Anything(), "What is typed.", IsRequired: true)), "Fills a field."),
        new("click", Element(), "Clicks; waits until the element can be."),
        new("hover", Element(), "Moves the pointer over an element."),
        new("check", Element(), "Ticks a box."),
        new("uncheck", Element(), "Clears a box."),
        new("select", Element(new ShapeKey("option", new DocumentShape.List(Text, MayBeSingle: true), "The options, by value or label.", IsRequired: true)), "Chooses of a list."),
        new("press", Element(new ShapeKey("key", Text, "The key, such as Enter or Control+A.", IsRequired: true)), "Presses a key."),
        new("upload", Element(new ShapeKey("file", new DocumentShape.List(Text, MayBeSingle: true), "Files of the project.", IsRequired: true)), "Gives files to a field."),
        new("expect", Expectations(), "What must come to hold before the deadline."),
        new("read", new DocumentShape.Names(new DocumentShape.Anything()), "Reads of the page, for `capture`: `{ orderId: { text: { testid: order } } }` is then `$.orderId`."),
        new("axe", new DocumentShape.Map(
        [
            new("impact", new DocumentShape.Choice([.. BrowserItem.Audit.Impacts]), "The least impact that fails."),
            new("within", Text, "A CSS selector to look below."),
            new("except", new DocumentShape.List(Text, MayBeSingle: true), "Rules that are let be."),
        ]), "The page keeps to the rules of accessibility."),
    ])
    {
        OneOf = [.. BrowserBinder.Keys],
    }));

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context) =>
        new BrowserBinder(context).Bind(step.Find(Key)!.Value) is { } items
            ? new BrowserAction(items, hasDeadline: step.Find("within") is not null, source, time)
            : null;

    private static DocumentShape.Either Element(params ImmutableArray<ShapeKey> further) => new(
    [
        Text,
        new DocumentShape.Map(
        [
            new("role", new DocumentShape.Choice([.. ElementBinder.Roles]), "Its ARIA role."),
            new("name", Text, "Its accessible name, with `role`."),
            new("label", Text, "The label of a field."),
            new("text", Text, "Its text."),
            new("placeholder", Text, "The placeholder of a field."),
            new("testid", Text, "Its data-testid."),
            new("css", Text, "A CSS selector."),
            new("exact", new DocumentShape.Flag(), "Whether texts must be the whole text, in its case."),
            new("nth", new DocumentShape.Whole(0, 1000), "Which of several, from 0."),
            .. further,
        ]),
    ]);

    private static DocumentShape.Map Expectations()
    {
        DocumentShape wanted = Element(new ShapeKey("is", Matched, "What it must be.", IsRequired: true));
        return new DocumentShape.Map(
        [
            new("url", Matched, "The address."),
            new("title", Matched, "The title."),
            new("text", wanted, "A text that can be seen, or what the text of an element must be."),
            new("visible", Element(), "It can be seen."),
            new("hidden", Element(), "It cannot be seen, or is not there."),
            new("value", wanted, "What a field holds."),
            new("count", wanted, "How many there are."),
            new("attribute", Element(new ShapeKey("attribute", Text, "Which.", IsRequired: true), new ShapeKey("is", Matched, "What it must be.", IsRequired: true)), "An attribute of an element."),
            new("enabled", Element(), "It can be used."),
            new("disabled", Element(), "It cannot be used."),
            new("checked", Element(), "It is ticked."),
            new("unchecked", Element(), "It is not ticked."),
            new("localStorage", new DocumentShape.Map([new("key", Text, "The key.", IsRequired: true), new("is", Matched, "What it must be.", IsRequired: true)]), "What the local storage holds."),
        ]);
    }
}
