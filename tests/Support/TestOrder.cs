using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace DddAspire.Support;

/// <summary>Where a test class stands among those that share the demo; those without one come in the middle.</summary>
/// <param name="number">Lower comes first. The first one starts from nothing, the last one removes everything.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestOrderAttribute(int number) : Attribute
{
    public const int Middle = 500;

    public int Number { get; } = number;
}

/// <summary>Orders test classes by their chapters, then by name.</summary>
public sealed class TestOrderer : ITestClassOrderer
{
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass =>
        [.. testClasses.OrderBy(Number).ThenBy(testClass => testClass?.TestClassName, StringComparer.Ordinal)];

    private static int Number<TTestClass>(TTestClass? testClass)
        where TTestClass : notnull, ITestClass =>
        (testClass as IXunitTestClass)?.Class.GetCustomAttribute<TestOrderAttribute>()?.Number ?? TestOrderAttribute.Middle;
}
