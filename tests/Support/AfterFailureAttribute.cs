using System.Reflection;
using Xunit;
using Xunit.v3;

namespace DddAspire.Support;

/// <summary>Remembers that a test failed: what it left of the shared demo must not fail those that follow.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AfterFailureAttribute : BeforeAfterTestAttribute
{
    private static bool failed;

    /// <summary>Whether a test failed since this was asked last.</summary>
    public static bool Take() => Interlocked.Exchange(ref failed, false);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState is { Result: TestResult.Failed })
        {
            failed = true;
        }
    }
}
