namespace DddAspire.DemoRunner.Stories;

/// <summary>One story being told.</summary>
internal interface IStoryExecution
{
    /// <summary>Tells the story to its end, whatever happens on the way.</summary>
    /// <param name="cancellationToken">Ends the story early; what was pushed is still taken back.</param>
    /// <param name="closing">Ends the way back too: the program is being stopped.</param>
    Task<StoryFacts> RunAsync(CancellationToken cancellationToken, CancellationToken closing);
}
