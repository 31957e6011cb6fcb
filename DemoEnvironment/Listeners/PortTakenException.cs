using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Listeners;

/// <summary>Ports that we need are taken; nothing has been started.</summary>
public sealed class PortTakenException(IReadOnlyList<(PortUse Port, PortOwner Owner)> taken)
    : MachineException(
        string.Join("\n", taken.Select(one => $"port {one.Port.Number}, for {one.Port.Purpose}, is taken by {one.Owner}")),
        $"stop it, or choose other ports: ./demo up {string.Join(' ', taken.Select(one => $"{one.Port.Option} PORT"))}");
