using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Images;

/// <summary>Images of which there is no recipe, while their registry can't be reached and when it can be again.</summary>
public sealed class ImagePullTests : IDisposable
{
    private readonly DirectoryInfo checkout = Directory.CreateTempSubdirectory("ddd-pull-");
    private readonly FakeEngine engine = new() { IsCut = true };
    private readonly ImageSupply images;

    public ImagePullTests()
    {
        var folder = checkout.CreateSubdirectory(Path.Combine("kind", "images")).FullName;
        File.WriteAllText(Path.Combine(folder, "upstream"), "nats docker.io/library/nats:2\ngitea docker.io/gitea/gitea:1\n");
        // A clock that stands still: whatever is remembered for a time is remembered throughout.
        var time = new FakeTimeProvider();
        images = new ImageSupply(checkout.FullName, engine, new StepLog(new Progress<EnvironmentEvent>(), time), time, nodeImage: null, gitImage: null);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        images.Dispose();
        engine.Dispose();
        checkout.Delete(recursive: true);
    }

    [Fact]
    public async Task Registry_ThatCannotBeReached_IsAskedOnceForAllImages()
    {
        await Should.ThrowAsync<ImageMissingException>(() => images.GetAsync(ImageName.Nats, Stop));
        (await Should.ThrowAsync<ImageMissingException>(() => images.GetAsync(ImageName.Gitea, Stop))).Message
            .ShouldBe("image 'gitea' can't be had here: docker.io can't be reached: no such host");
        engine.Pulls.ShouldBe(["docker.io/library/nats:2"]);
    }

    [Fact]
    public async Task Registry_ThatCouldNotBeReached_IsAskedAtOnceByWhoTriesAgain()
    {
        await Should.ThrowAsync<ImageMissingException>(() => images.GetAsync(ImageName.Nats, Stop));

        engine.IsCut = false;
        images.ForgetUnreachable();

        (await images.GetAsync(ImageName.Nats, Stop)).Origin.ShouldBe(ImageOrigin.Pulled);
    }
}
