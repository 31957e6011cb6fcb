using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>How far the images are that are being made side by side, and how long the longest of them will take.</summary>
/// <param name="time">The clock.</param>
internal sealed class RecipeEstimate(TimeProvider time) : IDisposable
{
    // On two idle cores, beside each other.
    private static readonly TimeSpan NodeTakes = TimeSpan.FromMinutes(5.5);
    private static readonly TimeSpan OtherTakes = TimeSpan.FromMinutes(1.5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    // What the expectation counts for against what is seen: half a minute in which nothing came yet is no reason to say an hour.
    private static readonly TimeSpan Prior = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private ImmutableSortedDictionary<ImageName, Recipe> making = ImmutableSortedDictionary<ImageName, Recipe>.Empty;
    private ITimer? reporting;

    /// <summary>How long they take in all where nothing else is going on.</summary>
    public static TimeSpan Expected(IEnumerable<ImageName> names) => names.Contains(ImageName.Node) ? NodeTakes : OtherTakes;

    /// <summary>A duration as precise as an estimate is.</summary>
    public static string Text(TimeSpan duration) => duration < TimeSpan.FromSeconds(90)
        ? $"about {Math.Max(1, Math.Ceiling(duration.TotalSeconds / 10)) * 10:0} s"
        : $"about {Math.Ceiling(duration.TotalMinutes):0} min";

    /// <summary>A recipe begins; it ends when the result is disposed. While any is at work, <paramref name="steps"/> is told now and then what is left.</summary>
    public Recipe Start(ImageName name, StepLog steps)
    {
        var recipe = new Recipe(this, name, time.GetTimestamp());
        lock (gate)
        {
            making = making.SetItem(name, recipe);
            reporting ??= time.CreateTimer(_ => Report(steps), null, Interval, Interval);
        }

        return recipe;
    }

    /// <summary>All that is being made, such as <c>node 42 %, nats 80 %; about 4 min left</c>; null when there is nothing.</summary>
    public string? Describe()
    {
        var now = making;
        return now.IsEmpty
            ? null
            : $"{string.Join(", ", now.Values.Select(one => $"{one.Name.Text()} {one.Percent} %"))}; {Text(now.Values.Max(Left))} left";
    }

    /// <inheritdoc/>
    public void Dispose() => reporting?.Dispose();

    // The share done says how long it should have taken; how long it did take says how fast this machine and its network are now. While
    // nothing comes, as during a long download, what is left grows instead of standing still.
    private TimeSpan Left(Recipe recipe)
    {
        var whole = recipe.Name == ImageName.Node ? NodeTakes : OtherTakes;
        var slowness = (time.GetElapsedTime(recipe.Started) + Prior) / (whole * recipe.Percent / 100 + Prior);
        return whole * (100 - recipe.Percent) / 100 * slowness;
    }

    private void Report(StepLog steps)
    {
        if (Describe() is { } line)
        {
            steps.Say("Images", line);
        }
    }

    private void End(Recipe recipe)
    {
        lock (gate)
        {
            making = making.Remove(recipe.Name);
            if (making.IsEmpty)
            {
                reporting?.Dispose();
                reporting = null;
            }
        }
    }

    /// <summary>A recipe at work.</summary>
    internal sealed class Recipe(RecipeEstimate owner, ImageName name, long started) : IDisposable
    {
        private string lastActivity = "";

        public ImageName Name => name;

        public long Started => started;

        public int Percent { get; private set; } = 1;

        /// <summary>Takes a line of its output, and hands on what a reader has not read yet.</summary>
        public void Report(string line, StepScope step)
        {
            if (RecipeProgress.Parse(line) is not { } progress)
            {
                if (!ImageRecipes.IsReference(line))
                {
                    step.Say(line);
                }

                return;
            }

            Percent = Math.Clamp(progress.Percent, Percent, 99);
            var activity = progress.Activity.Split(' ')[0];
            if (activity != lastActivity)
            {
                step.Say(progress.Activity);
                lastActivity = activity;
            }
        }

        /// <inheritdoc/>
        public void Dispose() => owner.End(this);
    }
}
