
namespace DddAspire.LoadClient.Quotes;

/// <summary>The state of every post of a run, by sequence number, in two bits: eight hours at 50 calls a second take 180 KiB.</summary>
internal sealed class PostLedger
{
    private const int BitsPerPost = 2;
    private const int PostsPerWord = 64 / BitsPerPost;
    private const int WordsPerPage = 1024;
    private const int PostsPerPage = PostsPerWord * WordsPerPage;

    private readonly List<ulong[]> _pages = [];
    private readonly long[] _counts = new long[3];

    public long Posts { get; private set; }

    public PostState this[long sequence] => (PostState)(Word(sequence) >> Shift(sequence) & 0b11);

    public long Count(PostState state) => _counts[(int)state];

    /// <summary>Adds a post, unknown until told otherwise, and returns its sequence number.</summary>
    public long Add()
    {
        if (Posts == (long)_pages.Count * PostsPerPage)
        {
            _pages.Add(new ulong[WordsPerPage]);
        }

        _counts[(int)PostState.Unknown]++;
        return Posts++;
    }

    public void Set(long sequence, PostState state)
    {
        _counts[(int)this[sequence]]--;
        _counts[(int)state]++;
        ref var word = ref Word(sequence);
        word = (word & ~(0b11UL << Shift(sequence))) | ((ulong)state << Shift(sequence));
    }

    private static int Shift(long sequence) => (int)(sequence % PostsPerWord) * BitsPerPost;

    private ref ulong Word(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, Posts);
        return ref _pages[(int)(sequence / PostsPerPage)][(int)(sequence % PostsPerPage / PostsPerWord)];
    }
}
