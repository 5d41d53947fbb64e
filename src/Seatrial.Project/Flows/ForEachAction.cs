using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Flows;

/// <summary><c>forEach:</c> steps that run for every item of a list.</summary>
/// <param name="items">What gives the list.</param>
/// <param name="item">The name an item has in the steps.</param>
/// <param name="atOnce">How many items at a time, from 1.</param>
/// <param name="steps">The steps.</param>
public sealed class ForEachAction(IBoundValue items, string item, int atOnce, ImmutableArray<StepPlan> steps) : IBlockAction
{
    /// <summary>The most items a list may have.</summary>
    public const int MostItems = 10_000;

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<StepPlan>> Branches { get; } = [steps];

    /// <summary>What gives the list.</summary>
    public IBoundValue Items => items;

    /// <summary>The name an item has in the steps.</summary>
    public string Item => item;

    /// <summary>How many items at a time, from 1.</summary>
    public int AtOnce => atOnce;

    /// <inheritdoc/>
    public string Summary => $"{item} of {items.Source}";

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => items.Names;
}
