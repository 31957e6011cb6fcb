using Xunit;
using Xunit.v3;

namespace DddAspire.Support;

/// <summary>Tests on the real cluster: one demo, one test at a time, classes by chapter and methods as written.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[AfterFailure]
[TestClassOrderer<TestOrderer>]
[TestMethodOrderer<UnorderedTestMethodOrderer>]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>
{
    public const string Name = "The demo on a real cluster";
}
