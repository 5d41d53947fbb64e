using System.Collections.Immutable;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;

namespace Seatrial.Flows.Browsing;

/// <summary>One item of a <c>browser</c> step.</summary>
/// <param name="Text">It in a few words, as written; safe to show.</param>
/// <param name="Span">Where it was written.</param>
/// <param name="Names">The names it reads.</param>
internal abstract record BrowserItem(string Text, SourceSpan Span, ImmutableArray<string> Names)
{
    /// <summary>Something is done.</summary>
    /// <param name="Make">What, with the values of the moment; and whether a secret is part of it.</param>
    internal sealed record Deed(string Text, SourceSpan Span, ImmutableArray<string> Names, Func<IFlowScope, (BrowserDeed Deed, bool IsSecret)> Make)
        : BrowserItem(Text, Span, Names);

    /// <summary>Something must come to hold.</summary>
    /// <param name="Ask">What is read.</param>
    /// <param name="Matcher">What it must be.</param>
    internal sealed record Expect(string Text, SourceSpan Span, ImmutableArray<string> Names, Func<IFlowScope, BrowserQuestion> Ask, ExpectationPlan Matcher)
        : BrowserItem(Text, Span, Names);

    /// <summary>Something is read, to be captured.</summary>
    /// <param name="Key">The name in the answer's document.</param>
    /// <param name="Ask">What is read.</param>
    internal sealed record Read(string Key, string Text, SourceSpan Span, ImmutableArray<string> Names, Func<IFlowScope, BrowserQuestion> Ask)
        : BrowserItem(Text, Span, Names);

    /// <summary>The page must keep to the rules of accessibility.</summary>
    /// <param name="Impact">The least impact that counts, from 0.</param>
    /// <param name="Within">The CSS selector to look below; null for the whole page.</param>
    /// <param name="Except">Rules that are let be.</param>
    internal sealed record Audit(string Text, SourceSpan Span, int Impact, string? Within, ImmutableArray<string> Except)
        : BrowserItem(Text, Span, [])
    {
        public static readonly string[] Impacts = ["minor", "moderate", "serious", "critical"];
    }
}
