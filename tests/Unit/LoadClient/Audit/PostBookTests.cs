using DddAspire.LoadClient.Quotes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Audit;

public sealed class PostBookTests
{
    [Fact]
    public void States_OfManyPosts_AreKeptApart()
    {
        var book = new PostLedger();
        for (var i = 0; i < 100_000; i++)
        {
            book.Set(book.Add(), (PostState)(i % 3));
        }

        Enumerable.Range(0, 100_000).ShouldAllBe(i => book[i] == (PostState)(i % 3));
        book.Count(PostState.Unknown).ShouldBe(33_334);
        book.Count(PostState.Acknowledged).ShouldBe(33_333);
        book.Count(PostState.NotSent).ShouldBe(33_333);
    }

    [Fact]
    public void Post_IsUnknown_UntilToldOtherwise()
    {
        var book = new PostLedger();
        book[book.Add()].ShouldBe(PostState.Unknown);
        Should.Throw<ArgumentOutOfRangeException>(() => book[1]);
    }
}
