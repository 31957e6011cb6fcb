using DddAspire.LoadClient;
using DddAspire.LoadClient.CommandLine;
using DddAspire.LoadClient.Wire;

ProcessPriority.Raise();
InlineCompletions.Enable();
return await LoadCommandLine.RunAsync(args, CancellationToken.None);
