using System.Diagnostics.CodeAnalysis;

namespace DddAspire.LoadClient.Runs;

/// <summary>Commands for the thread that keeps the schedule. Once closed it takes none, so that none waits for an answer for ever.</summary>
internal sealed class CommandQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<RunCommand> _commands = new();
    private bool _closed;

    public bool TryPost(RunCommand command)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _commands.Enqueue(command);
            return true;
        }
    }

    public bool TryTake([NotNullWhen(true)] out RunCommand? command)
    {
        lock (_gate)
        {
            return _commands.TryDequeue(out command);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }
}
