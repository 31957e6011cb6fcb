namespace DddAspire.LoadClient.Windows;

/// <summary>What a window says about itself, beside its calls.</summary>
internal readonly record struct WindowLabel(string Run, long Number, DateTimeOffset Start, string Phase, double Rate);
